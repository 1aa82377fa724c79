package io.fashionstream.trainer.report;

/**
 * One layer of the network's table.
 *
 * @param outputShape as people read it, such as {@code (14, 14, 64)}
 * @param parameters all of them
 * @param untrained those of them that are running statistics
 */
public record LayerRow(String name, String kind, String outputShape, long parameters, long untrained) {}
