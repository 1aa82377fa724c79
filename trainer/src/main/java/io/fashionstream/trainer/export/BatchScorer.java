package io.fashionstream.trainer.export;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a model's network on whole batches of scaled pixels. Any number of threads may ask at once, and each computes its
 * own answer alone. Owns native memory until closed.
 */
public final class BatchScorer implements AutoCloseable {
    /** By which a probability may differ from that of a canary: as much as serving allows a network of integers. */
    private static final float TOLERANCE = 0.01f;

    private final OnnxSession session;
    private final Precision precision;

    private BatchScorer(ModelArtifact model, Precision precision) {
        this.precision = precision;
        String name = "the network of %s of model %s".formatted(precision.wireName(), model.modelId());
        session = new OnnxSession(name, model.network(precision), 1, OnnxSession.ByteSums.FAST);
    }

    /**
     * Loads the network of integers, which is the faster one on most machines. Where {@code model} has none, or where it
     * answers the model's canaries wrongly, as it does on a machine that lets sums of bytes overflow, the network of floats.
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
        return session.values(FloatBuffer.wrap(scaled), OnnxGraph.PROBABILITIES);
    }

    private boolean answersAs(List<Canary> canaries, PixelScaling scaling) {
        float[] levels = scaling.levels();
        FloatBuffer scaled = FloatBuffer.allocate(canaries.size() * ImageTensor.PIXELS);
        canaries.forEach(canary -> new ImageTensor(canary.pixels()).writeTo(scaled, levels));
        float[] logits = session.values(scaled.flip(), OnnxGraph.LOGITS);
        int classes = logits.length / canaries.size();
        for (int i = 0; i < canaries.size(); i++) {
            float[] found = Softmax.of(Arrays.copyOfRange(logits, i * classes, (i + 1) * classes));
            if (!agree(found, canaries.get(i).probabilities(precision))) {
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
        return true;
    }

    @Override
    public void close() {
        session.close();
    }
}
