package io.fashionstream.trainer.export;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.network.LayerVisitor;
import io.fashionstream.trainer.network.NetworkLayer;
import io.fashionstream.trainer.network.NetworkWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Collects the steps that a network takes at inference, with their weights, up to the logits. */
final class NetworkSteps implements LayerVisitor {
    private final List<Step> steps = new ArrayList<>();

    private NetworkSteps() {}

    /** @throws io.fashionstream.trainer.network.UnsupportedLayer if one layer cannot be expressed exactly */
    static List<Step> of(Model network) {
        NetworkSteps found = new NetworkSteps();
        NetworkWalk.over(network, ImageTensor.SIDE_PIXELS, "the network cannot be exported", found);
        return List.copyOf(found.steps);
    }

    @Override
    public void flatten() {
        steps.add(new Step.Flatten());
    }

    @Override
    public void convolution(ConvolutionLayer settings, NetworkLayer layer) {
        convolution(settings, layer, parameter(layer, "W"), 1);
    }

    @Override
    public void depthwiseConvolution(DepthwiseConvolution2D settings, NetworkLayer layer) {
        convolution(settings, layer, parameter(layer, "W").permute(2, 3, 0, 1), (int) settings.getNIn());
    }

    /** Its weights are [out, in of its group, height, width], or [groups, out of each, height, width]. */
    private void convolution(ConvolutionLayer settings, NetworkLayer layer, INDArray weights, int groups) {
        Window window = window(
                        layer,
                        settings.getKernelSize(),
                        settings.getStride(),
                        settings.getPadding(),
                        settings.getConvolutionMode())
                .inGroups(groups);
        float[] bias = bias(layer, settings.isHasBias(), settings.getNOut());
        steps.add(new Linear(layer.name(), values(weights), bias, window));
    }

    @Override
    public void dense(FeedForwardLayer settings, NetworkLayer layer, boolean hasBias) {
        float[] weights = values(parameter(layer, "W").transpose());
        steps.add(new Linear(layer.name(), weights, bias(layer, hasBias, settings.getNOut()), null));
    }

    @Override
    public void batchNormalization(BatchNormalization settings, NetworkLayer layer) {
        int channels = (int) settings.getNOut();
        boolean locked = settings.isLockGammaBeta();
        INDArray mean = parameter(layer, "mean");
        INDArray spread = parameter(layer, settings.isUseLogStd() ? "log10stdev" : "var");
        double[] scale = new double[channels];
        double[] shift = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            double found = spread.getDouble(channel);
            double variance = settings.isUseLogStd() ? Math.pow(10, 2 * found) : found;
            double gamma =
                    locked ? settings.getGamma() : parameter(layer, "gamma").getDouble(channel);
            double beta = locked ? settings.getBeta() : parameter(layer, "beta").getDouble(channel);
            scale[channel] = gamma / Math.sqrt(variance + settings.getEps());
            shift[channel] = beta - mean.getDouble(channel) * scale[channel];
        }
        steps.add(new ChannelAffine(layer.name(), scale, shift));
    }

    @Override
    public void maxPooling(SubsamplingLayer settings, NetworkLayer layer) {
        steps.add(new Step.MaxPooling(window(
                layer,
                settings.getKernelSize(),
                settings.getStride(),
                settings.getPadding(),
                settings.getConvolutionMode())));
    }

    @Override
    public void globalAveragePooling(NetworkLayer layer) {
        steps.add(new Step.GlobalAveragePooling());
        steps.add(new Step.Flatten());
    }

    @Override
    public void fork() {
        steps.add(new Step.Fork());
    }

    @Override
    public void otherBranch() {
        steps.add(new Step.OtherBranch());
    }

    @Override
    public void sum() {
        steps.add(new Step.Sum());
    }

    @Override
    public void relu() {
        steps.add(new Step.Relu());
    }

    /** Does nothing at inference. */
    @Override
    public void dropout(DropoutLayer settings, NetworkLayer layer) {}

    private static Window window(NetworkLayer layer, int[] kernel, int[] stride, int[] padding, ConvolutionMode mode) {
        InputTypeConvolutional input = (InputTypeConvolutional) layer.input();
        List<Integer> pads = mode == ConvolutionMode.Same
                ? samePads((int) input.getHeight(), (int) input.getWidth(), kernel, stride)
                : List.of(padding[0], padding[1], padding[0], padding[1]);
        return new Window(list(kernel), list(stride), pads, 1);
    }

    /** Output size is input size / stride, rounded up; an odd number of zeros has one more at the end. */
    private static List<Integer> samePads(int height, int width, int[] kernel, int[] stride) {
        int down = Math.max(0, (ceilDiv(height, stride[0]) - 1) * stride[0] + kernel[0] - height);
        int right = Math.max(0, (ceilDiv(width, stride[1]) - 1) * stride[1] + kernel[1] - width);
        return List.of(down / 2, right / 2, down - down / 2, right - right / 2);
    }

    private static int ceilDiv(int size, int stride) {
        return (size + stride - 1) / stride;
    }

    private static float[] bias(NetworkLayer layer, boolean hasBias, long outputs) {
        return hasBias ? values(parameter(layer, "b")) : new float[(int) outputs];
    }

    private static INDArray parameter(NetworkLayer layer, String name) {
        return layer.layer().getParam(name);
    }

    /** All values in row-major order, whatever the order in memory. */
    private static float[] values(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    private static List<Integer> list(int[] values) {
        return IntStream.of(values).boxed().toList();
    }
}
