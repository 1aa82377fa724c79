package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

/**
 * One figure of two models on the same images.
 *
 * @param a the first model's
 * @param b the second model's
 * @param low lower end of the 95 % interval of {@code b - a}
 * @param high its upper end
 */
public record Difference(double a, double b, double low, double high) {
    public Difference {
        require(low <= high, "an interval must not end before it begins, got %s to %s", low, high);
    }

    /** By how much the second model's is larger. */
    public double difference() {
        return b - a;
    }

    /** Whether the interval leaves 0 out: a difference that chance alone seldom makes. */
    public boolean isClear() {
        return low > 0 || high < 0;
    }

    /** The same with the models in the other order. */
    public Difference mirrored() {
        return new Difference(b, a, 0 - high, 0 - low);
    }
}
