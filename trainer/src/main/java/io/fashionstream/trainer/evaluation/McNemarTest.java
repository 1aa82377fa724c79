package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;

/**
 * Whether two models that were asked about the same images differ in how often they are right, by the images on which only
 * one of them was: McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 12
 * (1947). Few such images are tested exactly, by the binomial distribution; {@value #MANY} or more by chi-square with
 * Edwards' correction for continuity (Psychometrika 13, 1948).
 *
 * @param exact whether the binomial distribution was asked
 * @param statistic chi-square with the correction; of an exact test the smaller of the two counts
 * @param pValue how probable so uneven counts are between models that are equally often right, in [0, 1]
 */
public record McNemarTest(boolean exact, double statistic, double pValue) {
    /** From so many images on which one model alone was right, chi-square is near enough. */
    public static final int MANY = 25;

    public McNemarTest {
        require(pValue >= 0 && pValue <= 1, "a probability must be 0 to 1, got %s", pValue);
    }

    static McNemarTest of(PairedOutcomes outcomes) {
        int differing = outcomes.onlyA() + outcomes.onlyB();
        return differing < MANY ? exact(outcomes, differing) : corrected(outcomes, differing);
    }

    private static McNemarTest exact(PairedOutcomes outcomes, int differing) {
        int fewer = Math.min(outcomes.onlyA(), outcomes.onlyB());
        double pValue = differing == 0
                ? 1
                : new BinomialTest().binomialTest(differing, fewer, 0.5, AlternativeHypothesis.TWO_SIDED);
        return new McNemarTest(true, fewer, Math.min(1, pValue));
    }

    private static McNemarTest corrected(PairedOutcomes outcomes, int differing) {
        double distance = Math.max(0, Math.abs(outcomes.onlyA() - outcomes.onlyB()) - 1);
        double statistic = distance * distance / differing;
        double below = new ChiSquaredDistribution(1).cumulativeProbability(statistic);
        return new McNemarTest(false, statistic, Math.max(0, 1 - below));
    }
}
