package io.fashionstream.trainer.training.compiled;

/**
 * What a training step found before it changed the parameters.
 *
 * @param loss mean over the batch; Deeplearning4j's own {@code fit} adds its regularisation
 * @param correct images whose most probable class was the target's
 */
public record StepResult(double loss, int correct) {}
