package io.fashionstream.trainer.training;

/**
 * How the steps of a training are taken.
 *
 * @param engine what takes them
 * @param threads replicas of the compiled engine, native threads of {@code fit}
 * @param batch images of a step
 */
public record StepPlan(EngineKind engine, int threads, int batch) {}
