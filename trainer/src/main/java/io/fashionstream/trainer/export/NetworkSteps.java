package io.fashionstream.trainer.export;

import io.fashionstream.image.ImageTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads a sequential NCHW network of 28x28 gray images as the steps that it takes at inference, up to the logits. */
final class NetworkSteps {
    private final MultiLayerNetwork network;
    private final List<Step> steps = new ArrayList<>();
    private InputType shape = InputType.convolutional(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, 1);

    private NetworkSteps(MultiLayerNetwork network) {
        this.network = network;
    }

    /** @throws UnsupportedLayer if one layer cannot be expressed exactly */
    static List<Step> of(MultiLayerNetwork network) {
        NetworkSteps reading = new NetworkSteps(network);
        for (int index = 0; index < network.getnLayers(); index++) {
            reading.readPreProcessor(index);
            reading.readLayer(index);
        }
        return List.copyOf(reading.steps);
    }

    private void readPreProcessor(int index) {
        InputPreProcessor before = network.getLayerWiseConfigurations().getInputPreProcess(index);
        if (before instanceof CnnToFeedForwardPreProcessor flatten && flatten.getFormat() == CNN2DFormat.NCHW) {
            steps.add(new Step.Flatten());
            shape = flatten.getOutputType(shape);
        } else if (before != null) {
            throw unsupported(index, "no preprocessor, or flattening of NCHW", before.toString());
        }
    }

    private void readLayer(int index) {
        Layer layer = network.getLayer(index).conf().getLayer();
        if (layer instanceof ConvolutionLayer convolution) {
            readConvolution(index, convolution);
        } else if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
            readDense(index, (BaseLayer) layer);
        } else if (layer instanceof BatchNormalization normalization) {
            steps.add(affine(index, normalization));
        } else if (layer instanceof SubsamplingLayer pooling) {
            readPooling(index, pooling);
        } else if (layer instanceof ActivationLayer activation) {
            readActivation(index, activation.getActivationFn());
        } else if (!(layer instanceof DropoutLayer)) {
            String known = "convolution, dense, output, batch normalisation, max pooling, activation or dropout";
            throw unsupported(index, known, layer.getClass().getSimpleName());
        }
        shape = layer.getOutputType(index, shape);
    }

    private void readConvolution(int index, ConvolutionLayer convolution) {
        boolean plain = convolution.getClass() == ConvolutionLayer.class
                && convolution.getCnn2dDataFormat() == CNN2DFormat.NCHW
                && IntStream.of(convolution.getDilation()).allMatch(dilation -> dilation == 1);
        if (!plain) {
            throw unsupported(index, "a plain NCHW convolution without dilation", convolution.toString());
        }
        Window window = window(
                convolution.getKernelSize(),
                convolution.getStride(),
                convolution.getPadding(),
                convolution.getConvolutionMode());
        float[] weights = values(parameter(index, "W"));
        steps.add(
                new Linear(name(index), weights, bias(index, convolution.isHasBias(), convolution.getNOut()), window));
        readActivation(index, convolution.getActivationFn());
    }

    private void readDense(int index, BaseLayer layer) {
        INDArray matrix = parameter(index, "W");
        boolean hasBias = !(layer instanceof DenseLayer dense) || dense.hasBias();
        steps.add(new Linear(name(index), values(matrix.transpose()), bias(index, hasBias, matrix.size(1)), null));
        boolean end = layer instanceof OutputLayer;
        boolean softmax = layer.getActivationFn() instanceof ActivationSoftmax;
        if (end && (!softmax || index != network.getnLayers() - 1)) {
            throw unsupported(
                    index,
                    "softmax at the end of the network",
                    layer.getActivationFn().toString());
        }
        if (!end) {
            readActivation(index, layer.getActivationFn());
        }
    }

    private ChannelAffine affine(int index, BatchNormalization layer) {
        int channels = (int) layer.getNOut();
        boolean locked = layer.isLockGammaBeta();
        INDArray mean = parameter(index, "mean");
        INDArray spread = parameter(index, layer.isUseLogStd() ? "log10stdev" : "var");
        double[] scale = new double[channels];
        double[] shift = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            double found = spread.getDouble(channel);
            double variance = layer.isUseLogStd() ? Math.pow(10, 2 * found) : found;
            double gamma = locked ? layer.getGamma() : parameter(index, "gamma").getDouble(channel);
            double beta = locked ? layer.getBeta() : parameter(index, "beta").getDouble(channel);
            scale[channel] = gamma / Math.sqrt(variance + layer.getEps());
            shift[channel] = beta - mean.getDouble(channel) * scale[channel];
        }
        return new ChannelAffine(name(index), scale, shift);
    }

    private void readPooling(int index, SubsamplingLayer pooling) {
        boolean plain = pooling.getPoolingType() == PoolingType.MAX
                && pooling.getCnn2dDataFormat() == CNN2DFormat.NCHW
                && IntStream.of(pooling.getDilation()).allMatch(dilation -> dilation == 1);
        if (!plain) {
            throw unsupported(index, "NCHW max pooling without dilation", pooling.toString());
        }
        steps.add(new Step.MaxPooling(window(
                pooling.getKernelSize(), pooling.getStride(), pooling.getPadding(), pooling.getConvolutionMode())));
    }

    private void readActivation(int index, IActivation activation) {
        if (activation instanceof ActivationReLU relu && isPlain(relu)) {
            steps.add(new Step.Relu());
        } else if (!(activation instanceof ActivationIdentity)) {
            throw unsupported(index, "plain ReLU or identity as activation", activation.toString());
        }
    }

    private static boolean isPlain(ActivationReLU relu) {
        return (relu.getMax() == null || relu.getMax() == 0)
                && (relu.getThreshold() == null || relu.getThreshold() == 0)
                && (relu.getNegativeSlope() == null || relu.getNegativeSlope() == 0);
    }

    private Window window(int[] kernel, int[] stride, int[] padding, ConvolutionMode mode) {
        InputTypeConvolutional input = (InputTypeConvolutional) shape;
        List<Integer> pads = mode == ConvolutionMode.Same
                ? samePads((int) input.getHeight(), (int) input.getWidth(), kernel, stride)
                : List.of(padding[0], padding[1], padding[0], padding[1]);
        return new Window(list(kernel), list(stride), pads);
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

    private float[] bias(int index, boolean hasBias, long outputs) {
        return hasBias ? values(parameter(index, "b")) : new float[(int) outputs];
    }

    private INDArray parameter(int index, String name) {
        return network.getParam(index + "_" + name);
    }

    /** All values in row-major order, whatever the order in memory. */
    private static float[] values(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    private static List<Integer> list(int[] values) {
        return IntStream.of(values).boxed().toList();
    }

    private String name(int index) {
        String given = network.getLayer(index).conf().getLayer().getLayerName();
        return given == null ? "layer" + index : given;
    }

    private UnsupportedLayer unsupported(int index, String expected, String found) {
        return new UnsupportedLayer("%d (%s)".formatted(index, name(index)), expected, found);
    }
}
