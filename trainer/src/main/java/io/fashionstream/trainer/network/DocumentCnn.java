package io.fashionstream.trainer.network;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * The network of the slides that this project grew from, layer for layer: 13,017,770 parameters, 49.3 million
 * multiply-adds an image. The slides name no dropout rates; these lie in the range of 0.2 to 0.5 that they recommend.
 */
public final class DocumentCnn implements SequentialDesign {
    @Override
    public String name() {
        return "document-cnn";
    }

    @Override
    public List<Layer> layers(int classes) {
        return new SequentialLayers()
                .convolution(32)
                .batchNormalization()
                .convolution(32)
                .batchNormalization()
                .dropout(0.25)
                .convolution(64)
                .maxPooling()
                .dropout(0.25)
                .convolution(128)
                .batchNormalization()
                .dropout(0.25)
                .dense(512)
                .batchNormalization()
                .dropout(0.5)
                .dense(128)
                .batchNormalization()
                .dropout(0.5)
                .output(classes);
    }
}
