package io.fashionstream.trainer.training.compiled;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What flows between two steps: values, and the loss's gradient by them in a buffer of the same shape, {@code [n, height,
 * width, channels]} or {@code [n, units]}, row-major.
 */
final class Activations {
    private final INDArray values;
    private final @Nullable INDArray gradients;

    private Activations(INDArray values, @Nullable INDArray gradients) {
        this.values = values;
        this.gradients = gradients;
    }

    /** New buffers of zeros. */
    static Activations allocate(long... shape) {
        return new Activations(zeros(shape), zeros(shape));
    }

    /** The network's input, by which nothing is differentiated. */
    static Activations input(long... shape) {
        return new Activations(zeros(shape), null);
    }

    /** The same values for another reader, with gradients of its own unless there are none. */
    Activations forAnotherReader() {
        return isInput() ? this : new Activations(values, zeros(values.shape()));
    }

    static INDArray zeros(long... shape) {
        return Nd4j.create(DataType.FLOAT, shape);
    }

    INDArray values() {
        return values;
    }

    boolean isInput() {
        return gradients == null;
    }

    INDArray gradients() {
        return Objects.requireNonNull(gradients, "nothing is differentiated by the input");
    }

    /** Where the gradient may be written, needed or not. */
    INDArray gradientsOrScratch() {
        return gradients != null ? gradients : zeros(values.shape());
    }

    int batch() {
        return (int) values.size(0);
    }

    /** Height and width of an image; all images are square. */
    int side() {
        return (int) values.size(1);
    }

    /** Channels of an image, or units. */
    int channels() {
        return (int) values.size(values.rank() - 1);
    }

    /** Values per channel in the whole batch. */
    long rows() {
        return values.length() / channels();
    }
}
