package io.fashionstream.stream.classify;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.fashionstream.image.ImageTensor;
import java.util.Arrays;
import java.util.Map;

/** Loads an ONNX file, and refuses any whose inputs and outputs are not those of a Fashion Stream model. */
final class OnnxNetwork {
    static final String IMAGES = "images";
    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";

    private static final long ANY = -1;

    private OnnxNetwork() {}

    static OrtSession load(OrtEnvironment environment, byte[] network, int classes, int threads) {
        try (OrtSession.SessionOptions options = options(threads)) {
            OrtSession session = environment.createSession(network, options);
            try {
                requireShapes(session, classes);
                return session;
            } catch (OrtException | ClassificationFailure e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new ClassificationFailure("network.onnx cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        // Idle threads that spin would take the processor from the stream threads.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static void requireShapes(OrtSession session, int classes) throws OrtException {
        requireTensor(IMAGES, session.getInputInfo(), 1, ANY, 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS);
        requireTensor(LOGITS, session.getOutputInfo(), 2, ANY, classes);
        requireTensor(PROBABILITIES, session.getOutputInfo(), 2, ANY, classes);
    }

    private static void requireTensor(String name, Map<String, NodeInfo> found, int count, long... shape) {
        NodeInfo node = found.get(name);
        if (node == null || found.size() != count) {
            throw new ClassificationFailure("network.onnx must have %d tensors, one of them %s; it has %s"
                    .formatted(count, name, found.keySet()));
        }
        boolean matches = node.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && Arrays.equals(tensor.getShape(), shape);
        if (!matches) {
            throw new ClassificationFailure("network.onnx must have %s as float%s (-1 is any); it has %s"
                    .formatted(name, Arrays.toString(shape), node.getInfo()));
        }
    }
}
