package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.network.LayerTable;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.SequentialDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** One of the project's networks in DJL: the same layers in the same order, with logits at the end. */
final class PeerNetwork {
    private PeerNetwork() {}

    static boolean exists(NetworkDesign design) {
        return design instanceof SequentialDesign;
    }

    /** A block for each layer of {@code design}, and one that flattens before the first dense one. */
    static SequentialBlock of(NetworkDesign design) {
        require(exists(design), "no peer for %s, which is no sequence of layers", design.name());
        SequentialBlock network = new SequentialBlock();
        boolean flat = false;
        for (Layer layer : ((SequentialDesign) design).layers(Classes.FASHION_MNIST.size())) {
            boolean dense = layer instanceof DenseLayer || layer instanceof OutputLayer;
            if (dense && !flat) {
                network.add(Blocks.batchFlattenBlock());
                flat = true;
            }
            network.add(block(layer));
        }
        return network;
    }

    /** Output shape of each block as the project's tables write it, (height, width, channels), and its parameters. */
    static List<LayerTable.Row> rows(SequentialBlock network) {
        List<LayerTable.Row> rows = new ArrayList<>();
        Shape[] shapes = {new Shape(1, 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS)};
        for (Block block : network.getChildren().values()) {
            shapes = block.getOutputShapes(shapes);
            rows.add(new LayerTable.Row("", "", heightWidthChannels(shapes[0]), parameters(block), 0));
        }
        return rows;
    }

    /** Numbers that an initialised block holds. */
    static long parameters(Block block) {
        return block.getParameters().values().stream()
                .map(Parameter::getShape)
                .mapToLong(Shape::size)
                .sum();
    }

    private static List<Long> heightWidthChannels(Shape shape) {
        List<Long> perImage = LongStream.of(shape.getShape()).skip(1).boxed().toList();
        return perImage.size() == 3 ? List.of(perImage.get(1), perImage.get(2), perImage.get(0)) : perImage;
    }

    private static Block block(Layer layer) {
        if (layer instanceof ConvolutionLayer convolution) {
            return withRelu(Conv2d.builder()
                    .setKernelShape(new Shape(3, 3))
                    .optPadding(new Shape(1, 1))
                    .setFilters((int) convolution.getNOut())
                    .build());
        } else if (layer instanceof BatchNormalization) {
            return BatchNorm.builder().build();
        } else if (layer instanceof SubsamplingLayer) {
            return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
        } else if (layer instanceof DropoutLayer dropout) {
            return Dropout.builder().optRate(rate(dropout)).build();
        } else if (layer instanceof OutputLayer output) {
            return Linear.builder().setUnits(output.getNOut()).build();
        } else if (layer instanceof DenseLayer dense) {
            return withRelu(Linear.builder().setUnits(dense.getNOut()).build());
        }
        throw new IllegalArgumentException("no peer for " + layer.getClass().getSimpleName());
    }

    private static Block withRelu(Block block) {
        return new SequentialBlock().add(block).add(Activation.reluBlock());
    }

    /** Deeplearning4j keeps the probability to retain. */
    private static float rate(DropoutLayer layer) {
        var dropout = (org.deeplearning4j.nn.conf.dropout.Dropout) layer.getIDropout();
        return (float) (1 - dropout.getP());
    }
}
