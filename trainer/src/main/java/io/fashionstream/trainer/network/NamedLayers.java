package io.fashionstream.trainer.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Makes the layers of one network, naming each by its kind and a running number as Keras does. */
final class NamedLayers {
    /** Uniform within ±1/√inputs; why not He et al.'s: decision 0304. */
    private static final WeightInit INITIAL_WEIGHTS = WeightInit.UNIFORM;

    private final List<String> kinds = new ArrayList<>();

    /** 3x3, stride 1, same size, with bias and ReLU. */
    Layer convolution(int channels) {
        return convolution().nOut(channels).activation(Activation.RELU).build();
    }

    /** 3x3, stride 1, same size, with neither bias nor activation: normalisation follows. */
    Layer plainConvolution(int channels) {
        return convolution()
                .nOut(channels)
                .activation(Activation.IDENTITY)
                .hasBias(false)
                .build();
    }

    private ConvolutionLayer.Builder convolution() {
        return new ConvolutionLayer.Builder(3, 3)
                .name(named("conv2d"))
                .convolutionMode(ConvolutionMode.Same)
                .weightInit(INITIAL_WEIGHTS);
    }

    Layer batchNormalization() {
        return new BatchNormalization.Builder()
                .name(named("batch_normalization"))
                .build();
    }

    Layer relu() {
        return new ActivationLayer.Builder()
                .name(named("activation"))
                .activation(Activation.RELU)
                .build();
    }

    /** 2x2, stride 2. */
    Layer maxPooling() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .name(named("max_pooling2d"))
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    /** The mean of each channel, as one row. */
    Layer globalAveragePooling() {
        return new GlobalPoolingLayer.Builder(PoolingType.AVG)
                .name(named("global_average_pooling2d"))
                .build();
    }

    /**
     * Drops each value in training with probability {@code rate}.
     *
     * <p>Deeplearning4j wants the probability to retain.
     */
    Layer dropout(double rate) {
        return new DropoutLayer.Builder(1 - rate).name(named("dropout")).build();
    }

    /** Fully connected with bias and ReLU; flattens what is not flat yet. */
    Layer dense(int units) {
        return new DenseLayer.Builder()
                .name(named("dense"))
                .nOut(units)
                .activation(Activation.RELU)
                .weightInit(INITIAL_WEIGHTS)
                .build();
    }

    /** Fully connected with softmax and cross-entropy: the end. */
    Layer output(int classes) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .name(named("dense"))
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .weightInit(INITIAL_WEIGHTS)
                .build();
    }

    /** What is an {@link #output} but for its softmax. */
    static Layer logits(String name, int classes) {
        return new DenseLayer.Builder()
                .name(name)
                .nOut(classes)
                .activation(Activation.IDENTITY)
                .weightInit(INITIAL_WEIGHTS)
                .build();
    }

    /** Softmax with cross-entropy, of logits: the end. */
    static Layer softmax() {
        return new LossLayer.Builder(LossFunction.MCXENT)
                .name("softmax")
                .activation(Activation.SOFTMAX)
                .build();
    }

    /** The next name for something of that kind. */
    String named(String kind) {
        long earlier = kinds.stream().filter(kind::equals).count();
        kinds.add(kind);
        return earlier == 0 ? kind : kind + "_" + earlier;
    }
}
