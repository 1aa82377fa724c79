package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/** ONNX Runtime and nothing else: one batch that lies ready in memory, over and over. For one thread. */
final class EngineAlone implements AutoCloseable {
    private static final int PIXELS = 784;
    private static final String IMAGES = "images";
    private static final String PROBABILITIES = "probabilities";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final OnnxTensor batch;
    private final int batchImages;

    /**
     * Loads {@code network}.
     *
     * @param images {@code [n * 784]} network inputs, in [0, 1]; the batch
     * @param threads that share a batch
     */
    EngineAlone(byte[] network, float[] images, int threads) throws OrtException {
        require(
                images.length % PIXELS == 0 && images.length > 0,
                "expected whole images, got %d values",
                images.length);
        batchImages = images.length / PIXELS;
        FloatBuffer input = ByteBuffer.allocateDirect(images.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(images)
                .flip();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            session = environment.createSession(network, options);
        }
        batch = OnnxTensor.createTensor(environment, input, new long[] {batchImages, 1, 28, 28});
    }

    /** Classifies for at least {@code seconds}. */
    Usage run(double seconds) throws OrtException {
        Usage.Meter meter = Usage.start();
        long start = System.nanoTime();
        long images = 0;
        do {
            session.run(Map.of(IMAGES, batch), Set.of(PROBABILITIES)).close();
            images += batchImages;
        } while (System.nanoTime() - start < seconds * 1e9);
        return meter.stop(images);
    }

    @Override
    public void close() throws OrtException {
        batch.close();
        session.close();
    }
}
