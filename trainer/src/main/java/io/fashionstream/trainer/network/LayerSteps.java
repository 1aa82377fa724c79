package io.fashionstream.trainer.network;

import static io.fashionstream.trainer.network.NetworkWalk.all;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Tells a visitor what one layer does: the one place that knows Deeplearning4j's kinds of layers. */
final class LayerSteps {
    private static final int[] HEIGHT_AND_WIDTH = {2, 3};

    private final NetworkLayer layer;
    private final LayerVisitor visitor;

    LayerSteps(NetworkLayer layer, LayerVisitor visitor) {
        this.layer = layer;
        this.visitor = visitor;
    }

    /**
     * Tells the layer's steps.
     *
     * @param last whether it ends the network
     * @throws UnsupportedLayer if its kind, or one of its settings, is not known
     */
    void tell(boolean last) {
        visitor.layer(layer);
        var settings = layer.layer().conf().getLayer();
        if (settings instanceof ConvolutionLayer convolution) {
            convolution(convolution);
        } else if (settings instanceof DenseLayer dense) {
            layer.require(!dense.hasLayerNorm(), "layer normalisation must be off");
            visitor.dense(dense, layer, dense.hasBias());
            activation(dense.getActivationFn());
        } else if (settings instanceof OutputLayer output) {
            visitor.dense(output, layer, output.hasBias());
            softmax(output.getActivationFn(), output.getLossFn(), last);
        } else if (settings instanceof LossLayer end) {
            softmax(end.getActivationFn(), end.getLossFn(), last);
        } else if (settings instanceof BatchNormalization normalization) {
            layer.require(normalization.getCnn2DFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
            visitor.batchNormalization(normalization, layer);
        } else if (settings instanceof SubsamplingLayer pooling) {
            pooling(pooling);
        } else if (settings instanceof GlobalPoolingLayer pooling) {
            globalPooling(pooling);
        } else if (settings instanceof ActivationLayer activation) {
            activation(activation.getActivationFn());
        } else {
            layer.require(
                    settings instanceof DropoutLayer,
                    "expected convolution, dense, output, loss, batch normalisation, max pooling, global average pooling,"
                            + " activation or dropout");
            visitor.dropout((DropoutLayer) settings, layer);
        }
    }

    private void convolution(ConvolutionLayer settings) {
        layer.require(settings.getCnn2dDataFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
        layer.require(all(settings.getDilation(), 1), "dilation must be 1");
        if (settings instanceof DepthwiseConvolution2D depthwise) {
            visitor.depthwiseConvolution(depthwise, layer);
        } else {
            layer.require(
                    settings.getClass() == ConvolutionLayer.class,
                    "only plain and depthwise 2D convolutions are known");
            visitor.convolution(settings, layer);
        }
        activation(settings.getActivationFn());
    }

    private void softmax(IActivation activation, ILossFunction loss, boolean last) {
        layer.require(
                activation instanceof ActivationSoftmax && last,
                "activation must be softmax, at the end of the network, found " + activation);
        visitor.softmax(loss, layer);
    }

    private void pooling(SubsamplingLayer settings) {
        layer.require(
                settings.getClass() == SubsamplingLayer.class && settings.getPoolingType() == PoolingType.MAX,
                "pooling must be MAX, found " + settings.getPoolingType());
        layer.require(settings.getCnn2dDataFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
        layer.require(all(settings.getDilation(), 1), "dilation must be 1");
        visitor.maxPooling(settings, layer);
    }

    private void globalPooling(GlobalPoolingLayer settings) {
        layer.require(
                settings.getPoolingType() == PoolingType.AVG,
                "global pooling must be AVG, found " + settings.getPoolingType());
        layer.require(
                settings.isCollapseDimensions() && Arrays.equals(settings.getPoolingDimensions(), HEIGHT_AND_WIDTH),
                "global pooling must be over height and width, and collapse them");
        layer.require(layer.input() instanceof InputTypeConvolutional, "expected images, found " + layer.input());
        visitor.globalAveragePooling(layer);
    }

    private void activation(IActivation activation) {
        if (activation instanceof ActivationReLU relu && isPlain(relu)) {
            visitor.relu();
        } else {
            layer.require(
                    activation instanceof ActivationIdentity,
                    "activation must be plain ReLU or identity, found " + activation);
        }
    }

    private static boolean isPlain(ActivationReLU relu) {
        return (relu.getMax() == null || relu.getMax() == 0)
                && (relu.getThreshold() == null || relu.getThreshold() == 0)
                && (relu.getNegativeSlope() == null || relu.getNegativeSlope() == 0);
    }
}
