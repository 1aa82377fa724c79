package io.fashionstream.trainer.training;

/** Takes training steps on a network. Confined to one thread. */
interface TrainingEngine extends AutoCloseable {
    /**
     * Takes one step.
     *
     * @param seed of the dropout
     */
    StepResult step(Batch batch, double learningRate, long seed);

    /**
     * Log-probabilities or logits of a full batch of {@code [n * 784]} scaled pixels, {@code [n * 10]}: equal up to a
     * constant for each image.
     */
    float[] predict(float[] images);

    @Override
    void close();

    /**
     * What a step found before it changed the weights.
     *
     * @param loss mean over the batch
     * @param correct images whose most probable class was the target's
     */
    record StepResult(double loss, int correct) {}
}
