package io.fashionstream.trainer.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Writes down a network layer by layer, naming each by its kind and a running number as Keras does. */
final class SequentialLayers {
    /** Uniform within ±1/√inputs; why not He et al.'s: decision 0304. */
    private static final WeightInit INITIAL_WEIGHTS = WeightInit.UNIFORM;

    private final List<Layer> layers = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();

    /** 3x3, stride 1, same size, with bias and ReLU. */
    SequentialLayers convolution(int channels) {
        return add(new ConvolutionLayer.Builder(3, 3)
                .name(named("conv2d"))
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .weightInit(INITIAL_WEIGHTS)
                .build());
    }

    SequentialLayers batchNormalization() {
        return add(new BatchNormalization.Builder()
                .name(named("batch_normalization"))
                .build());
    }

    /** 2x2, stride 2. */
    SequentialLayers maxPooling() {
        return add(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .name(named("max_pooling2d"))
                .kernelSize(2, 2)
                .stride(2, 2)
                .build());
    }

    /**
     * Drops each value in training with probability {@code rate}.
     *
     * <p>Deeplearning4j wants the probability to retain.
     */
    SequentialLayers dropout(double rate) {
        return add(new DropoutLayer.Builder(1 - rate).name(named("dropout")).build());
    }

    /** Fully connected with bias and ReLU; flattens what is not flat yet. */
    SequentialLayers dense(int units) {
        return add(new DenseLayer.Builder()
                .name(named("dense"))
                .nOut(units)
                .activation(Activation.RELU)
                .weightInit(INITIAL_WEIGHTS)
                .build());
    }

    /** Fully connected with softmax and cross-entropy: the end. */
    List<Layer> output(int classes) {
        add(new OutputLayer.Builder(LossFunction.MCXENT)
                .name(named("dense"))
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .weightInit(INITIAL_WEIGHTS)
                .build());
        return List.copyOf(layers);
    }

    private SequentialLayers add(Layer layer) {
        layers.add(layer);
        return this;
    }

    private String named(String kind) {
        long earlier = kinds.stream().filter(kind::equals).count();
        kinds.add(kind);
        return earlier == 0 ? kind : kind + "_" + earlier;
    }
}
