package io.fashionstream.trainer.network;

import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Is told by a {@link NetworkWalk} what a network does to an image, step by step. A layer with an activation is two steps.
 * Each method may refuse its layer ({@link NetworkLayer#require}).
 */
public interface LayerVisitor {
    /** A layer follows, of any kind; its steps come next. */
    default void layer(NetworkLayer layer) {}

    /** Channels, rows and columns become one row, channels slowest. */
    void flatten();

    /** A plain NCHW convolution without dilation. */
    void convolution(ConvolutionLayer settings, NetworkLayer layer);

    /** As a convolution, but each channel by itself: NCHW, without dilation. */
    void depthwiseConvolution(DepthwiseConvolution2D settings, NetworkLayer layer);

    void batchNormalization(BatchNormalization settings, NetworkLayer layer);

    /** NCHW, without dilation. */
    void maxPooling(SubsamplingLayer settings, NetworkLayer layer);

    /** The mean of each channel over height and width; what comes out is one row. */
    void globalAveragePooling(NetworkLayer layer);

    void dropout(DropoutLayer settings, NetworkLayer layer);

    /** A matrix product, with or without bias: a dense layer, or an output layer before its softmax. */
    void dense(FeedForwardLayer settings, NetworkLayer layer, boolean hasBias);

    /** Negative values become 0. */
    void relu();

    /** The activations so far go two ways; the steps of the first one follow. */
    void fork();

    /** The last fork's first way has come to its end; the steps of its second one follow, if there are any. */
    void otherBranch();

    /** The ends of both ways since the last fork are added. */
    void sum();

    /** The softmax that ends the network, and the loss that it was trained with. */
    default void softmax(ILossFunction loss, NetworkLayer layer) {}
}
