package io.fashionstream.trainer.network;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * The default: the document's idea at a third of the work and a fifteenth of the parameters, with as good an accuracy
 * when trained for longer. 19.1 million multiply-adds an image.
 */
public final class CompactCnn implements SequentialDesign {
    @Override
    public String name() {
        return "compact-cnn";
    }

    @Override
    public List<Layer> layers(int classes) {
        return new SequentialLayers()
                .convolution(32)
                .batchNormalization()
                .convolution(32)
                .batchNormalization()
                .maxPooling()
                .dropout(0.25)
                .convolution(64)
                .batchNormalization()
                .convolution(64)
                .batchNormalization()
                .maxPooling()
                .dropout(0.25)
                .dense(256)
                .batchNormalization()
                .dropout(0.5)
                .output(classes);
    }
}
