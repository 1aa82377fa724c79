package io.fashionstream.trainer.training;

import io.fashionstream.trainer.training.compiled.StepResult;
import org.deeplearning4j.nn.api.Model;

/** Takes training steps on a network. Confined to one thread. */
public interface TrainingEngine extends AutoCloseable {
    /**
     * The engine that {@code plan} asks for, on {@code network}, which it changes in place.
     *
     * @throws io.fashionstream.trainer.network.UnsupportedLayer if it cannot be compiled
     */
    static TrainingEngine of(Model network, TrainingPlan plan) {
        return switch (plan.engine()) {
            case COMPILED -> new CompiledEngine(network, plan);
            case FIT -> new FitEngine(network, plan.threads());
        };
    }

    /**
     * Takes one step.
     *
     * @param seed of the dropout
     */
    StepResult step(Batch batch, double learningRate, long seed);

    /**
     * Log-probabilities or logits of a full batch of {@code [n * 784]} scaled pixels, {@code [n * classes]}: equal up to a
     * constant for each image.
     */
    float[] predict(float[] images);

    @Override
    void close();
}
