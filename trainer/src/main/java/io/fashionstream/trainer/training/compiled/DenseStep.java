package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A fully connected layer without its activation. Transposed views give BLAS the column-major results it writes. */
final class DenseStep implements LayerStep {
    private final Activations input;
    private final Activations output;
    private final INDArray weights;
    private final INDArray weightGradients;
    private final PreparedOperation addBias;
    private final FloatBuffer biasGradients;
    private final INDArray outputTransposed;
    private final INDArray inputGradientsTransposed;
    private final ColumnSums biasSums;

    DenseStep(Activations input, Activations output, LayerParameters parameters) {
        this.input = input;
        this.output = output;
        weights = parameters.value("W");
        weightGradients = parameters.gradient("W");
        addBias =
                PreparedOperation.ofBias(output.values(), parameters.value("b").reshape(output.channels()));
        biasGradients = parameters.gradients("b");
        outputTransposed = output.values().transpose();
        inputGradientsTransposed = input.gradientsOrScratch().transpose();
        biasSums = new ColumnSums(output.gradients());
    }

    @Override
    public void forward(Pass pass) {
        Nd4j.gemm(weights, input.values(), outputTransposed, true, true, 1, 0);
        addBias.run();
    }

    @Override
    public void backward() {
        Nd4j.gemm(input.values(), output.gradients(), weightGradients, true, false, 1, 0);
        double[] sums = biasSums.compute();
        for (int unit = 0; unit < sums.length; unit++) {
            biasGradients.put(unit, (float) sums[unit]);
        }
        if (!input.isInput()) {
            Nd4j.gemm(weights, output.gradients(), inputGradientsTransposed, false, true, 1, 0);
        }
    }
}
