package io.fashionstream.trainer.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fashionstream.image.ImageTensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** A network that ONNX Runtime has loaded. Any number of threads may run it at once. Owns native memory until closed. */
final class OnnxSession implements AutoCloseable {
    /** How ONNX Runtime adds products of bytes where the processor has no VNNI; elsewhere both are the same. */
    enum ByteSums {
        /** By slower instructions, rightly. */
        EXACT("1"),
        /** In 16 bits, which may overflow. */
        FAST("0");

        private final String option;

        ByteSums(String option) {
            this.option = option;
        }
    }

    private static final String BYTE_SUMS = "session.x64quantprecision";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Loads a network.
     *
     * @param name of the network, for a refusal
     * @param network bytes of the ONNX file
     * @param threads that share the work of one run
     * @throws OnnxFailure if ONNX Runtime refuses it
     */
    OnnxSession(String name, byte[] network, int threads, ByteSums sums) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.addConfigEntry(BYTE_SUMS, sums.option);
            session = environment.createSession(network, options);
        } catch (OrtException refused) {
            throw new OnnxFailure("refuses " + name, refused);
        }
    }

    /**
     * Runs the network once.
     *
     * @param scaled 784 values of each image, as the network takes them
     * @param use hears of the input and of {@code outputs}, whose values are there during the call only
     */
    void run(FloatBuffer scaled, Set<String> outputs, BiConsumer<OnnxTensor, OrtSession.Result> use) {
        long[] shape = {scaled.remaining() / ImageTensor.PIXELS, 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, scaled, shape);
                OrtSession.Result result = session.run(Map.of(OnnxGraph.IMAGES, tensor), outputs)) {
            use.accept(tensor, result);
        } catch (OrtException failed) {
            throw new OnnxFailure("cannot score " + shape[0] + " images", failed);
        }
    }

    /** One output of the network: its values for all images, one image after the other. */
    float[] values(FloatBuffer scaled, String output) {
        List<float[]> copies = new ArrayList<>(1);
        run(scaled, Set.of(output), (input, result) -> {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            copies.add(copy);
        });
        return copies.get(0);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new OnnxFailure("cannot close the network", failed);
        }
    }
}
