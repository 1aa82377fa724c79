package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The convolution that reads the gray input, without its activation: every pixel's neighbourhood is laid out as a row,
 * and the convolution is a matrix product. oneDNN's convolutions need many channels to be fast.
 */
final class SingleChannelConvolutionStep implements LayerStep {
    private final Activations input;
    private final int kernel;
    private final FloatBuffer pixels;
    private final float[] image;
    private final float[] rows;
    private final INDArray neighbourhoods;
    private final FloatBuffer neighbourhoodFloats;
    private final INDArray weights;
    private final INDArray weightGradientsTransposed;
    private final Optional<PreparedOperation> addBias;
    private final INDArray flatOutputTransposed;
    private final INDArray flatGradients;
    private final ColumnSums biasSums;
    private final FloatBuffer biasGradients;

    SingleChannelConvolutionStep(Activations input, Activations output, LayerParameters parameters) {
        this.input = input;
        kernel = (int) parameters.value("W").size(2);
        long area = (long) kernel * kernel;
        long channels = output.channels();
        pixels = NativeFloats.of(input.values());
        image = new float[input.side() * input.side()];
        rows = new float[(int) (image.length * area)];
        neighbourhoods = Activations.zeros(input.rows(), area);
        neighbourhoodFloats = NativeFloats.of(neighbourhoods);
        weights = parameters.value("W").reshape('c', channels, area);
        weightGradientsTransposed =
                parameters.gradient("W").reshape('c', channels, area).transpose();
        INDArray flatOutput = output.values().reshape('c', output.rows(), channels);
        flatOutputTransposed = flatOutput.transpose();
        addBias = parameters.has("b")
                ? Optional.of(PreparedOperation.ofBias(
                        flatOutput, parameters.value("b").reshape(channels)))
                : Optional.empty();
        flatGradients = output.gradients().reshape('c', output.rows(), channels);
        biasSums = new ColumnSums(output.gradients());
        biasGradients = parameters.has("b") ? parameters.gradients("b") : FloatBuffer.allocate(0);
    }

    @Override
    public void forward(Pass pass) {
        for (int example = 0; example < input.batch(); example++) {
            pixels.get(example * image.length, image);
            layOut();
            neighbourhoodFloats.put(example * rows.length, rows);
        }
        Nd4j.gemm(weights, neighbourhoods, flatOutputTransposed, false, true, 1, 0);
        addBias.ifPresent(PreparedOperation::run);
    }

    @Override
    public void backward() {
        Nd4j.gemm(neighbourhoods, flatGradients, weightGradientsTransposed, true, false, 1, 0);
        if (addBias.isPresent()) {
            double[] sums = biasSums.compute();
            for (int channel = 0; channel < sums.length; channel++) {
                biasGradients.put(channel, (float) sums[channel]);
            }
        }
    }

    private void layOut() {
        int side = input.side();
        int reach = kernel / 2;
        int at = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                for (int row = y - reach; row <= y + reach; row++) {
                    for (int column = x - reach; column <= x + reach; column++) {
                        boolean inside = row >= 0 && row < side && column >= 0 && column < side;
                        rows[at++] = inside ? image[row * side + column] : 0;
                    }
                }
            }
        }
    }
}
