package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sum of every channel over a batch.
 *
 * <p>Images are summed as the average pooling of whole images, flat rows as a matrix product with ones: five times as
 * fast as nd4j's own reductions.
 */
final class ColumnSums {
    private final double[] sums;
    private final Runnable reduction;
    private final FloatBuffer reduced;
    private final float[] parts;
    private final double partsScale;

    /** Sums what {@code array} holds, {@code [n, side, side, channels]} or {@code [n, units]}, whenever asked. */
    ColumnSums(INDArray array) {
        int channels = (int) array.size(array.rank() - 1);
        sums = new double[channels];
        if (array.rank() == 4) {
            long side = array.size(1);
            INDArray averages = Activations.zeros(array.size(0), 1, 1, channels);
            reduction = PreparedOperation.of(
                    "avgpool2d",
                    new INDArray[] {array},
                    new INDArray[] {averages},
                    side,
                    side,
                    side,
                    side,
                    0,
                    0,
                    1,
                    1,
                    0,
                    0,
                    1)::run;
            reduced = NativeFloats.of(averages);
            partsScale = (double) side * side;
        } else {
            INDArray ones = Nd4j.ones(DataType.FLOAT, array.size(0), 1);
            INDArray totals = Nd4j.create(DataType.FLOAT, new long[] {channels, 1}, 'f');
            reduction = () -> Nd4j.gemm(array, ones, totals, true, false, 1, 0);
            reduced = NativeFloats.of(totals);
            partsScale = 1;
        }
        parts = new float[reduced.capacity()];
    }

    /** The sums now; the array is reused by the next call. */
    double[] compute() {
        reduction.run();
        reduced.get(0, parts);
        Arrays.fill(sums, 0);
        for (int from = 0; from < parts.length; from += sums.length) {
            for (int channel = 0; channel < sums.length; channel++) {
                sums[channel] += parts[from + channel];
            }
        }
        for (int channel = 0; channel < sums.length; channel++) {
            sums[channel] *= partsScale;
        }
        return sums;
    }
}
