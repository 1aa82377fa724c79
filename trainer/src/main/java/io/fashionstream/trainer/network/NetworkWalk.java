package io.fashionstream.trainer.network;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * Walks through a sequential NCHW network from its gray square input to its softmax, and tells a visitor each step: the one
 * place that knows Deeplearning4j's kinds of layers. It refuses what no visitor could do exactly, because a setting that is
 * ignored silently is worse.
 */
public final class NetworkWalk {
    private final MultiLayerNetwork network;
    private final LayerVisitor visitor;
    private InputType shape;

    private NetworkWalk(MultiLayerNetwork network, LayerVisitor visitor, InputType shape) {
        this.network = network;
        this.visitor = visitor;
        this.shape = shape;
    }

    /**
     * Tells {@code visitor} all steps of {@code network}, which must be initialised, in order.
     *
     * @param side height and width of the images that the network reads
     * @param refusal begins the message about an unsupported layer: what cannot be done, and what to do instead
     * @throws UnsupportedLayer if a layer is of a kind, or has a setting, that is not known
     */
    public static void over(MultiLayerNetwork network, int side, String refusal, LayerVisitor visitor) {
        NetworkWalk walk = new NetworkWalk(network, visitor, InputType.convolutional(side, side, 1));
        long parameters = 0;
        for (int index = 0; index < network.getnLayers(); index++) {
            var layer = network.getLayer(index);
            walk.preProcessor(new NetworkLayer(index, layer, walk.shape, parameters, refusal));
            walk.layer(new NetworkLayer(index, layer, walk.shape, parameters, refusal));
            parameters += layer.numParams();
        }
    }

    private void preProcessor(NetworkLayer layer) {
        var before = network.getLayerWiseConfigurations().getInputPreProcess(layer.index());
        if (before != null) {
            layer.require(
                    before instanceof CnnToFeedForwardPreProcessor flatten && flatten.getFormat() == CNN2DFormat.NCHW,
                    "preprocessor must be none, or flatten NCHW, found " + before);
            visitor.flatten();
            shape = before.getOutputType(shape);
        }
    }

    private void layer(NetworkLayer layer) {
        visitor.layer(layer);
        var settings = layer.layer().conf().getLayer();
        if (settings instanceof ConvolutionLayer convolution) {
            convolution(convolution, layer);
        } else if (settings instanceof DenseLayer dense) {
            layer.require(!dense.hasLayerNorm(), "layer normalisation must be off");
            visitor.dense(dense, layer, dense.hasBias());
            activation(dense.getActivationFn(), layer);
        } else if (settings instanceof OutputLayer output) {
            output(output, layer);
        } else if (settings instanceof BatchNormalization normalization) {
            layer.require(normalization.getCnn2DFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
            visitor.batchNormalization(normalization, layer);
        } else if (settings instanceof SubsamplingLayer pooling) {
            pooling(pooling, layer);
        } else if (settings instanceof ActivationLayer activation) {
            activation(activation.getActivationFn(), layer);
        } else {
            layer.require(
                    settings instanceof DropoutLayer,
                    "expected convolution, dense, output, batch normalisation, max pooling, activation or dropout");
            visitor.dropout((DropoutLayer) settings, layer);
        }
        shape = settings.getOutputType(layer.index(), shape);
    }

    private void convolution(ConvolutionLayer settings, NetworkLayer layer) {
        layer.require(settings.getClass() == ConvolutionLayer.class, "only plain 2D convolutions are known");
        layer.require(settings.getCnn2dDataFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
        layer.require(all(settings.getDilation(), 1), "dilation must be 1");
        visitor.convolution(settings, layer);
        activation(settings.getActivationFn(), layer);
    }

    private void output(OutputLayer settings, NetworkLayer layer) {
        layer.require(
                settings.getActivationFn() instanceof ActivationSoftmax && layer.index() == network.getnLayers() - 1,
                "activation must be softmax, at the end of the network, found " + settings.getActivationFn());
        visitor.dense(settings, layer, settings.hasBias());
        visitor.softmax(settings, layer);
    }

    private void pooling(SubsamplingLayer settings, NetworkLayer layer) {
        layer.require(
                settings.getClass() == SubsamplingLayer.class && settings.getPoolingType() == PoolingType.MAX,
                "pooling must be MAX, found " + settings.getPoolingType());
        layer.require(settings.getCnn2dDataFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
        layer.require(all(settings.getDilation(), 1), "dilation must be 1");
        visitor.maxPooling(settings, layer);
    }

    private void activation(IActivation activation, NetworkLayer layer) {
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

    /** Whether each of {@code values} is {@code wanted}. */
    public static boolean all(int[] values, int wanted) {
        return IntStream.of(values).allMatch(value -> value == wanted);
    }
}
