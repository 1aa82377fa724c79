package io.fashionstream.trainer.training;

import java.util.Locale;

/** How the learning rate moves from the start of a training to its end, as a share of its peak. */
public enum Schedule {
    /** The peak throughout. */
    CONSTANT {
        @Override
        double share(double progress, double warmUp) {
            return 1;
        }
    },

    /** Straight up to the peak, then half a cosine down to 0. */
    COSINE {
        @Override
        double share(double progress, double warmUp) {
            return progress < warmUp ? progress / warmUp : half(1, 0, (progress - warmUp) / (1 - warmUp));
        }
    },

    /** Half a cosine up from a 25th of the peak, then half a cosine down to a 10,000th of the start. */
    ONE_CYCLE {
        @Override
        double share(double progress, double warmUp) {
            return progress < warmUp
                    ? half(1 / 25.0, 1, progress / warmUp)
                    : half(1, 1 / 250_000.0, (progress - warmUp) / (1 - warmUp));
        }
    };

    /**
     * The learning rate's share of its peak, 0 to 1.
     *
     * @param progress share of the training that is done, 0 to 1
     * @param warmUp share of the training in which the rate rises, in [0, 1)
     */
    abstract double share(double progress, double warmUp);

    /** Kebab-case, as on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double half(double from, double to, double share) {
        return from + (to - from) * 0.5 * (1 - Math.cos(Math.PI * share));
    }
}
