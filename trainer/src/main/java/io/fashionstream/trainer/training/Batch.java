package io.fashionstream.trainer.training;

/** Images and targets of one step: {@code [n * 784]} scaled pixels and {@code [n * classes]} shares of the classes. */
public final class Batch {
    private final float[] images;
    private final float[] targets;

    /** Takes both arrays over. */
    public Batch(float[] images, float[] targets) {
        this.images = images;
        this.targets = targets;
    }

    float[] images() {
        return images;
    }

    float[] targets() {
        return targets;
    }
}
