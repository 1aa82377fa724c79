package io.fashionstream.trainer.training;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on the seed and on what they are for, never on what was drawn before: any step of a
 * training can be repeated without those before it.
 */
record Seeds(long seed) {
    private static final long ORDER = 0x6f72646572L;
    private static final long AUGMENTATION = 0x6175676dL;
    private static final long DROPOUT = 0x64726f70L;

    /** For the order of the images in an epoch. */
    long order(int epoch) {
        return mixed(ORDER, epoch, 0);
    }

    /** For the augmentation of a batch. */
    long augmentation(int epoch, int batch) {
        return mixed(AUGMENTATION, epoch, batch);
    }

    /** For the dropout of a step. */
    long dropout(int epoch, int batch) {
        return mixed(DROPOUT, epoch, batch);
    }

    private long mixed(long purpose, int epoch, int batch) {
        long state = new SplittableRandom(seed ^ purpose).nextLong() + epoch;
        return new SplittableRandom(new SplittableRandom(state).nextLong() + batch).nextLong();
    }
}
