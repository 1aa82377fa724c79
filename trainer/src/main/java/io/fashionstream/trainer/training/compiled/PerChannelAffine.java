package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code output = input * factor + offset}, with a factor and an offset for each channel.
 *
 * <p>For images it borrows the operation {@code batchnorm} with mean 0 and variance 1: the fastest one there is for it.
 */
final class PerChannelAffine {
    private final FloatBuffer factorFloats;
    private final FloatBuffer offsetFloats;
    private final Runnable operation;

    PerChannelAffine(INDArray input, INDArray output) {
        long channels = input.size(input.rank() - 1);
        INDArray factor = Activations.zeros(channels);
        INDArray offset = Activations.zeros(channels);
        factorFloats = NativeFloats.of(factor);
        offsetFloats = NativeFloats.of(offset);
        if (input.rank() == 4) {
            INDArray mean = Activations.zeros(channels);
            INDArray variance = Nd4j.ones(DataType.FLOAT, channels);
            INDArray[] inputs = {input, mean, variance, factor, offset};
            operation = PreparedOperation.of("batchnorm", inputs, new INDArray[] {output}, 1, 1, 3)
                    .withReals(0)::run;
        } else {
            PreparedOperation multiply =
                    PreparedOperation.of("multiply", new INDArray[] {input, factor}, new INDArray[] {output});
            PreparedOperation add = PreparedOperation.ofBias(output, offset);
            operation = () -> {
                multiply.run();
                add.run();
            };
        }
    }

    /** Sets what {@link #run()} applies to {@code channel}. */
    void set(int channel, double factor, double offset) {
        factorFloats.put(channel, (float) factor);
        offsetFloats.put(channel, (float) offset);
    }

    void run() {
        operation.run();
    }
}
