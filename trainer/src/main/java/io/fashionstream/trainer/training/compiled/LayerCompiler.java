package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.trainer.network.NetworkWalk.all;

import io.fashionstream.trainer.network.LayerVisitor;
import io.fashionstream.trainer.network.NetworkLayer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Turns a network's layers into training steps, one after the other, the branches of a fork too.
 *
 * <p>Of the layers that a {@link io.fashionstream.trainer.network.NetworkWalk} knows it takes convolutions, depthwise ones too, padded to
 * keep the size (before the stride), 2x2 max-pooling, global average pooling, plain dropout layers, dense layers with bias,
 * sums of two branches, and a softmax with cross-entropy.
 */
final class LayerCompiler implements LayerVisitor {
    private final INDArray gradients;
    private final List<LayerStep> steps = new ArrayList<>();
    private final Deque<ForkStep> forks = new ArrayDeque<>();
    private Activations current;

    /** @param gradients the replica's flat gradient of all parameters */
    LayerCompiler(Activations input, INDArray gradients) {
        current = input;
        this.gradients = gradients;
    }

    List<LayerStep> steps() {
        return List.copyOf(steps);
    }

    /** What the last step gave. */
    Activations output() {
        return current;
    }

    @Override
    public void layer(NetworkLayer layer) {
        var settings = layer.layer().conf().getLayer();
        layer.require(
                settings.getIDropout() == null || settings instanceof DropoutLayer,
                "dropout only as a layer of its own");
    }

    @Override
    public void flatten() {
        Activations flat =
                Activations.allocate(current.batch(), (long) current.side() * current.side() * current.channels());
        steps.add(new FlattenStep(current, flat));
        current = flat;
    }

    @Override
    public void convolution(ConvolutionLayer settings, NetworkLayer layer) {
        Activations output = convolved(settings, layer);
        int stride = settings.getStride()[0];
        boolean grayInput = current.isInput() && current.channels() == 1 && stride == 1;
        steps.add(
                grayInput
                        ? new SingleChannelConvolutionStep(current, output, parameters(layer))
                        : ConvolutionStep.plain(current, output, parameters(layer), stride));
        current = output;
    }

    @Override
    public void depthwiseConvolution(DepthwiseConvolution2D settings, NetworkLayer layer) {
        Activations output = convolved(settings, layer);
        steps.add(ConvolutionStep.depthwise(current, output, parameters(layer), settings.getStride()[0]));
        current = output;
    }

    /** Where a convolution of the current activations goes. */
    private Activations convolved(ConvolutionLayer settings, NetworkLayer layer) {
        layer.require(settings.getConvolutionMode() == ConvolutionMode.Same, "convolution mode must be Same");
        int stride = settings.getStride()[0];
        layer.require(all(settings.getStride(), stride), "stride must be the same down and right");
        int kernel = settings.getKernelSize()[0];
        layer.require(all(settings.getKernelSize(), kernel) && kernel % 2 == 1, "kernel must be square and odd");
        int side = (current.side() + stride - 1) / stride;
        return Activations.allocate(current.batch(), side, side, settings.getNOut());
    }

    @Override
    public void batchNormalization(BatchNormalization settings, NetworkLayer layer) {
        layer.require(!settings.isLockGammaBeta(), "gamma and beta must not be locked");
        layer.require(settings.isUseLogStd(), "the running variance must be kept as log10 of the deviation");
        Activations output = Activations.allocate(current.values().shape());
        steps.add(
                new BatchNormalizationStep(current, output, parameters(layer), settings.getDecay(), settings.getEps()));
        current = output;
    }

    @Override
    public void maxPooling(SubsamplingLayer settings, NetworkLayer layer) {
        layer.require(
                all(settings.getKernelSize(), 2) && all(settings.getStride(), 2) && all(settings.getPadding(), 0),
                "pooling must be 2x2 with stride 2 and no padding");
        layer.require(current.side() % 2 == 0, "pooling needs even height and width");
        Activations output =
                Activations.allocate(current.batch(), current.side() / 2, current.side() / 2, current.channels());
        steps.add(new MaxPoolingStep(current, output));
        current = output;
    }

    @Override
    public void globalAveragePooling(NetworkLayer layer) {
        Activations output = Activations.allocate(current.batch(), current.channels());
        steps.add(new GlobalAveragePoolingStep(current, output));
        current = output;
    }

    @Override
    public void dropout(DropoutLayer settings, NetworkLayer layer) {
        layer.require(
                settings.getIDropout() instanceof Dropout dropout && dropout.getPSchedule() == null,
                "dropout must be plain, with a fixed probability");
        layer.require(!current.isInput(), "dropout of the network's input is not supported");
        ownCurrent();
        steps.add(new DropoutStep(current, ((Dropout) settings.getIDropout()).getP(), layer.index()));
    }

    @Override
    public void dense(FeedForwardLayer settings, NetworkLayer layer, boolean hasBias) {
        layer.require(hasBias, "bias must be on");
        Activations output = Activations.allocate(current.batch(), settings.getNOut());
        steps.add(new DenseStep(current, output, parameters(layer)));
        current = output;
    }

    @Override
    public void relu() {
        ownCurrent();
        steps.add(new ReluStep(current));
    }

    /** Before a step that works in place, on values that the other branch reads too. */
    private void ownCurrent() {
        if (forks.stream().anyMatch(fork -> fork.isReadBy(current))) {
            copyCurrent();
        }
    }

    /** At the end of a branch, which a sum writes a gradient to: an empty one may have begun at the input, which has none. */
    private void giveGradient() {
        if (current.isInput()) {
            copyCurrent();
        }
    }

    private void copyCurrent() {
        Activations own = Activations.allocate(current.values().shape());
        steps.add(new CopyStep(current, own));
        current = own;
    }

    @Override
    public void fork() {
        ForkStep fork = new ForkStep(current);
        forks.push(fork);
        steps.add(fork);
    }

    @Override
    public void otherBranch() {
        giveGradient();
        current = forks.element().otherBranch(current);
    }

    @Override
    public void sum() {
        giveGradient();
        ForkStep fork = forks.pop();
        Activations output = Activations.allocate(current.values().shape());
        steps.add(new SumStep(fork.endOfFirstBranch(), current, output));
        current = output;
    }

    @Override
    public void softmax(ILossFunction loss, NetworkLayer layer) {
        layer.require(
                loss instanceof LossMCXENT plain && plain.getWeights() == null, "loss must be MCXENT without weights");
    }

    private LayerParameters parameters(NetworkLayer layer) {
        long from = layer.firstParameter();
        long to = from + layer.layer().numParams();
        return new LayerParameters(layer.layer(), gradients.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)));
    }
}
