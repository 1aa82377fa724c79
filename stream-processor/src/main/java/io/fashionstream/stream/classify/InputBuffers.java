package io.fashionstream.stream.classify;

import io.fashionstream.image.ImageTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * One direct buffer per thread, large enough for the largest batch, that ONNX Runtime reads without copying. It outlives
 * the networks that use it, so that a model swap allocates nothing here.
 */
public final class InputBuffers {
    private final int maxImages;
    private final ThreadLocal<FloatBuffer> ofThread;

    public InputBuffers(int maxImages) {
        this.maxImages = maxImages;
        this.ofThread =
                ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(maxImages * ImageTensor.PIXELS * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer());
    }

    /** Largest number of images that fit. */
    int maxImages() {
        return maxImages;
    }

    /** The calling thread's buffer, empty. */
    FloatBuffer ofThisThread() {
        return ofThread.get().clear();
    }
}
