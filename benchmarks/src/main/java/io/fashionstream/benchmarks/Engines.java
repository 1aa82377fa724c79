package io.fashionstream.benchmarks;

import ai.onnxruntime.OrtException;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import java.util.EnumMap;
import java.util.Map;

/** ONNX Runtime and nothing else, with each of the networks that a model has. For one thread. */
final class Engines implements AutoCloseable {
    private final Map<Precision, EngineAlone> engines = new EnumMap<>(Precision.class);

    /**
     * Loads the networks of {@code artifact}.
     *
     * @param images {@code [n * 784]} network inputs, in [0, 1]; the batch
     * @param threads that share a batch
     */
    Engines(ModelArtifact artifact, float[] images, int threads) throws OrtException {
        for (Precision precision : Precision.values()) {
            if (artifact.holds(precision)) {
                engines.put(precision, new EngineAlone(artifact.network(precision), images, threads));
            }
        }
    }

    /** What each network takes, by its precision: one after the other, for at least {@code seconds} each. */
    Map<Precision, Usage> run(double seconds) throws OrtException {
        Map<Precision, Usage> usages = new EnumMap<>(Precision.class);
        for (Map.Entry<Precision, EngineAlone> engine : engines.entrySet()) {
            usages.put(engine.getKey(), engine.getValue().run(seconds));
        }
        return usages;
    }

    @Override
    public void close() throws OrtException {
        for (EngineAlone engine : engines.values()) {
            engine.close();
        }
    }
}
