package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of arrays, seen from Java without a copy. */
final class NativeFloats {
    private NativeFloats() {}

    /** The elements of a contiguous float array, in memory order; writes go through. */
    static FloatBuffer of(INDArray array) {
        return array.data().asNioFloat().slice((int) array.offset(), (int) array.length());
    }
}
