package io.fashionstream.trainer.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fashionstream.accuracy.Softmax;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a model's network on whole batches of scaled pixels. Any number of threads may ask at once, and each computes its
 * own answer alone. Owns native memory until closed.
 */
public final class BatchScorer implements AutoCloseable {
    /** By which a probability may differ from that of a canary: as much as serving allows a network of integers. */
    private static final float TOLERANCE = 0.01f;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Precision precision;

    private BatchScorer(ModelArtifact model, Precision precision) {
        this.precision = precision;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model.network(precision), options);
        } catch (OrtException refused) {
            throw new OnnxFailure("refuses the network of model " + model.modelId(), refused);
        }
    }

    /**
     * Loads the network of integers, which is the faster one on most machines. Where {@code model} has none, or the machine
     * lets sums of its bytes overflow, as the model's canaries tell, the network of floats.
     *
     * @throws OnnxFailure if ONNX Runtime refuses it
     */
    public static BatchScorer of(ModelArtifact model) {
        if (model.holds(Precision.INT8)) {
            BatchScorer integers = new BatchScorer(model, Precision.INT8);
            if (integers.answersAs(
                    model.canaries(), new PixelScaling(model.manifest().input().scaling()))) {
                return integers;
            }
            integers.close();
        }
        return new BatchScorer(model, Precision.FP32);
    }

    /** That of the network which was loaded. */
    public Precision precision() {
        return precision;
    }

    /**
     * Calibrated probabilities: {@code [n * classes of the network]}.
     *
     * @param scaled {@code [n * 784]}, as the network takes them
     */
    public float[] probabilities(float[] scaled) {
        return run(scaled, OnnxGraph.PROBABILITIES);
    }

    private boolean answersAs(List<Canary> canaries, PixelScaling scaling) {
        float[] levels = scaling.levels();
        for (Canary canary : canaries) {
            byte[] pixels = canary.pixels();
            float[] scaled = new float[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                scaled[i] = levels[Byte.toUnsignedInt(pixels[i])];
            }
            if (!agree(Softmax.of(run(scaled, OnnxGraph.LOGITS)), canary.probabilities(precision))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(float[] found, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE)) {
                return false;
            }
        }
        return found.length == expected.length;
    }

    private float[] run(float[] scaled, String output) {
        long[] shape = {scaled.length / ImageTensor.PIXELS, 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(scaled), shape);
                OrtSession.Result result = session.run(Map.of(OnnxGraph.IMAGES, tensor), Set.of(output))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] row = new float[values.capacity()];
            values.get(row);
            return row;
        } catch (OrtException failed) {
            throw new OnnxFailure("cannot score " + shape[0] + " images", failed);
        }
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
