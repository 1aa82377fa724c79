package io.fashionstream.trainer.evaluation;

/**
 * A measured speed.
 *
 * @param what such as {@code Serving (ONNX Runtime, 2 threads, batch 32)}
 */
public record Throughput(String what, double imagesPerSecond) {}
