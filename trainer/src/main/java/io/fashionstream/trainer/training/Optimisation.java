package io.fashionstream.trainer.training;

/**
 * How gradients change the weights in the course of a training.
 *
 * @param learningRate peak of the schedule
 * @param weightDecay of weights, not of biases and batch normalisation
 * @param warmUp share of the training in which the rate rises
 */
public record Optimisation(
        Optimiser optimiser, double learningRate, double weightDecay, Schedule schedule, double warmUp) {
    /** The learning rate when {@code progress} (0 to 1) of the training is done. */
    double rateAt(double progress) {
        return learningRate * schedule.share(Math.min(1, progress), warmUp);
    }
}
