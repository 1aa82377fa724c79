package io.fashionstream.trainer.training.compiled;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Turns a network's layers into steps, one after the other.
 *
 * <p>It knows convolutions (NCHW, stride 1, same size), batch normalisation, 2x2 max-pooling, dropout layers, ReLU,
 * dense layers and a softmax output with cross-entropy. Anything else is an {@link UnsupportedLayerException}: a setting
 * that would be ignored silently is worse than a refusal.
 */
final class LayerCompiler {
    private final List<LayerStep> steps = new ArrayList<>();
    private Activations current;

    LayerCompiler(Activations input) {
        current = input;
    }

    List<LayerStep> steps() {
        return List.copyOf(steps);
    }

    /** What the last step gave. */
    Activations output() {
        return current;
    }

    /**
     * Adds the steps of the next layer.
     *
     * @param gradients the layer's part of the replica's flat gradient; null for a layer without parameters
     */
    void add(int index, Layer layer, INDArray gradients) {
        var configuration = layer.conf().getLayer();
        Refusal refusal = new Refusal(index, configuration.getClass().getSimpleName());
        refusal.require(
                configuration.getIDropout() == null || configuration instanceof DropoutLayer,
                "dropout only as a layer of its own");
        if (configuration instanceof ConvolutionLayer convolution) {
            convolution(convolution, new LayerParameters(layer, gradients), refusal);
        } else if (configuration instanceof BatchNormalization normalisation) {
            batchNormalization(normalisation, new LayerParameters(layer, gradients), refusal);
        } else if (configuration instanceof SubsamplingLayer pooling) {
            maxPooling(pooling, refusal);
        } else if (configuration instanceof DropoutLayer dropout) {
            dropout(dropout, index, refusal);
        } else if (configuration instanceof ActivationLayer activation) {
            refusal.require(activation.getActivationFn() instanceof ActivationReLU, "activation must be ReLU");
            steps.add(new ReluStep(current));
        } else if (configuration instanceof DenseLayer || configuration instanceof OutputLayer) {
            dense((FeedForwardLayer) configuration, new LayerParameters(layer, gradients), refusal);
        } else {
            throw refusal.because("this kind of layer is not supported");
        }
    }

    private void convolution(ConvolutionLayer layer, LayerParameters parameters, Refusal refusal) {
        refusal.require(layer.getClass() == ConvolutionLayer.class, "only plain 2D convolutions are supported");
        refusal.require(layer.getCnn2dDataFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
        refusal.require(layer.getConvolutionMode() == ConvolutionMode.Same, "convolution mode must be Same");
        refusal.require(all(layer.getStride(), 1) && all(layer.getDilation(), 1), "stride and dilation must be 1");
        int kernel = layer.getKernelSize()[0];
        refusal.require(all(layer.getKernelSize(), kernel) && kernel % 2 == 1, "kernel must be square and odd");
        refusal.require(layer.hasBias(), "bias must be on");
        Activations output = Activations.allocate(current.batch(), current.side(), current.side(), layer.getNOut());
        boolean grayInput = current.isInput() && current.channels() == 1;
        steps.add(
                grayInput
                        ? new SingleChannelConvolutionStep(current, output, parameters)
                        : new ConvolutionStep(current, output, parameters));
        current = output;
        activation(layer, refusal);
    }

    private void batchNormalization(BatchNormalization layer, LayerParameters parameters, Refusal refusal) {
        refusal.require(!layer.isLockGammaBeta(), "gamma and beta must not be locked");
        refusal.require(layer.isUseLogStd(), "the running variance must be kept as log10 of the deviation");
        refusal.require(layer.getCnn2DFormat() == CNN2DFormat.NCHW, "data format must be NCHW");
        Activations output = Activations.allocate(current.values().shape());
        steps.add(new BatchNormalizationStep(current, output, parameters, layer.getDecay(), layer.getEps()));
        current = output;
    }

    private void maxPooling(SubsamplingLayer layer, Refusal refusal) {
        refusal.require(
                layer.getPoolingType() == org.deeplearning4j.nn.conf.layers.PoolingType.MAX, "pooling must be MAX");
        refusal.require(
                all(layer.getKernelSize(), 2) && all(layer.getStride(), 2) && all(layer.getPadding(), 0),
                "pooling must be 2x2 with stride 2 and no padding");
        refusal.require(current.side() % 2 == 0, "pooling needs even height and width");
        Activations output =
                Activations.allocate(current.batch(), current.side() / 2, current.side() / 2, current.channels());
        steps.add(new MaxPoolingStep(current, output));
        current = output;
    }

    private void dropout(DropoutLayer layer, int index, Refusal refusal) {
        refusal.require(
                layer.getIDropout() instanceof Dropout dropout && dropout.getPSchedule() == null,
                "dropout must be plain, with a fixed probability");
        double retain = ((Dropout) layer.getIDropout()).getP();
        refusal.require(!current.isInput(), "dropout of the network's input is not supported");
        steps.add(new DropoutStep(current, retain, index));
    }

    private void dense(FeedForwardLayer layer, LayerParameters parameters, Refusal refusal) {
        boolean biased = layer instanceof DenseLayer dense
                ? dense.hasBias() && !dense.hasLayerNorm()
                : ((OutputLayer) layer).hasBias();
        refusal.require(biased, "bias must be on and layer normalisation off");
        if (current.isImage()) {
            Activations flat =
                    Activations.allocate(current.batch(), (long) current.side() * current.side() * current.channels());
            steps.add(new FlattenStep(current, flat));
            current = flat;
        }
        Activations output = Activations.allocate(current.batch(), layer.getNOut());
        steps.add(new DenseStep(current, output, parameters));
        current = output;
        if (layer instanceof OutputLayer softmax) {
            refusal.require(softmax.getActivationFn() instanceof ActivationSoftmax, "activation must be softmax");
            refusal.require(
                    softmax.getLossFn() instanceof LossMCXENT loss && loss.getWeights() == null,
                    "loss must be MCXENT without weights");
        } else {
            activation(layer, refusal);
        }
    }

    private void activation(BaseLayer layer, Refusal refusal) {
        refusal.require(
                layer.getActivationFn() instanceof ActivationReLU
                        || layer.getActivationFn() instanceof ActivationIdentity,
                "activation must be ReLU or identity");
        if (layer.getActivationFn() instanceof ActivationReLU) {
            steps.add(new ReluStep(current));
        }
    }

    private static boolean all(int[] values, int wanted) {
        for (int value : values) {
            if (value != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Says which layer is refused, and why. */
    private record Refusal(int layer, String kind) {
        void require(boolean holds, String reason) {
            if (!holds) {
                throw because(reason);
            }
        }

        UnsupportedLayerException because(String reason) {
            return new UnsupportedLayerException(layer, kind, reason);
        }
    }
}
