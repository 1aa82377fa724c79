package io.fashionstream.trainer.training;

/**
 * Changes what a network is to learn of a batch once its images are there as the network gets them, augmented and mixed.
 * Several threads prepare batches, and may call it at once.
 */
@FunctionalInterface
public interface Teaching extends AutoCloseable {
    /** Leaves the targets as they are. */
    Teaching NONE = (images, targets) -> {};

    /**
     * Changes {@code targets} in place, by nothing but the two arrays: a resumed training repeats it bit by bit.
     *
     * @param images {@code [n * 784]} scaled pixels, to be left as they are
     * @param targets {@code [n * classes]} shares of the classes, which sum to the weight of each image
     */
    void teach(float[] images, float[] targets);

    /** Frees what it holds, once no batch is being prepared. */
    @Override
    default void close() {}
}
