package io.fashionstream.stream.batch;

/**
 * Chooses the size of the next batch: doubling from one up to the limit, and less when images are so slow that a full
 * batch would overrun its time budget. The consumer's poll interval is kept that way even when a network takes seconds
 * per image. Confined to one thread.
 */
final class BatchSizing {
    private final BatchLimits limits;
    private int next = 1;

    BatchSizing(BatchLimits limits) {
        this.limits = limits;
    }

    /** The largest size of the next batch, at least 1. */
    int next() {
        return next;
    }

    /** Learns from a batch of {@code images} that took {@code nanos}. */
    void learn(int images, long nanos) {
        long perImage = Math.max(1, nanos / images);
        long affordable = Math.max(1, limits.timeBudget().toNanos() / perImage);
        long grown = images < next ? next : next * 2L;
        next = (int) Math.min(Math.min(grown, affordable), limits.maxImages());
    }
}
