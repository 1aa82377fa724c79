package io.fashionstream.trainer.training.compiled;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
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

/** Small layers of each kind that the compiled step knows. */
final class ReferenceLayers {
    private ReferenceLayers() {}

    static Layer convolution(int kernel, int channels) {
        return new ConvolutionLayer.Builder(kernel, kernel)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    static Layer unbiased(int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Same)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    static Layer strided(int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(channels)
                .stride(2, 2)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    static Layer depthwise(int outputsOfEach, int stride) {
        return new DepthwiseConvolution2D.Builder(3, 3)
                .depthMultiplier(outputsOfEach)
                .stride(stride, stride)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    static Layer globalPooling() {
        return new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
    }

    static Layer normalisation() {
        return new BatchNormalization.Builder().build();
    }

    static Layer relu() {
        return new ActivationLayer(Activation.RELU);
    }

    static Layer pooling() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    static Layer dropout() {
        return new DropoutLayer(0.7);
    }

    static Layer dense(Activation activation) {
        return new DenseLayer.Builder().nOut(12).activation(activation).build();
    }

    static Layer logits() {
        return new DenseLayer.Builder().nOut(10).activation(Activation.IDENTITY).build();
    }

    static Layer loss() {
        return new LossLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build();
    }

    static Layer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .build();
    }
}
