package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Precision;
import java.util.Arrays;

/**
 * How fast two models' networks of one precision label the same images, measured in turn.
 *
 * @param a images per second of the first, the median over the rounds
 * @param b images per second of the second, the median over the rounds
 * @param ratio of the second's speed to the first's in the same round, the median over the rounds
 * @param lowestRatio of the round in which it was lowest; what lies between it and the highest is noise
 * @param highestRatio of the round in which it was highest
 */
public record SpeedRatio(
        Precision precision, double a, double b, double ratio, double lowestRatio, double highestRatio, int rounds) {
    /**
     * Of images per second, one of each network for each round.
     *
     * @throws IllegalArgumentException unless the rounds are odd in number, so that one of them is the middle one
     */
    public static SpeedRatio of(Precision precision, double[] a, double[] b) {
        require(
                a.length == b.length && a.length % 2 == 1,
                "speeds must come from an odd number of rounds, got %d and %d",
                a.length,
                b.length);
        double[] ratios = new double[a.length];
        Arrays.setAll(ratios, round -> b[round] / a[round]);
        Arrays.sort(ratios);
        return new SpeedRatio(
                precision, median(a), median(b), median(ratios), ratios[0], ratios[a.length - 1], a.length);
    }

    private static double median(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return ascending[ascending.length / 2];
    }
}
