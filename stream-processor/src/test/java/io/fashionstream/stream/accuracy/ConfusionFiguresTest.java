package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.ClassAccuracy.Evidence;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ClassAccuracy.Interval;
import io.fashionstream.event.Classes;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values: scikit-learn 1.9.1 classification_report, statsmodels 0.15.0 proportion_confint(method="wilson"). */
class ConfusionFiguresTest {
    private static final Classes CLASSES = Classes.FASHION_MNIST;
    private static final Offset<Double> EXACT = within(1e-12);

    private static final int[][] CONFUSION = {
        {28, 0, 0, 0, 0, 0, 0, 0, 2, 0},
        {1, 21, 0, 0, 1, 0, 2, 0, 0, 0},
        {0, 0, 18, 0, 2, 0, 0, 0, 0, 0},
        {2, 0, 2, 33, 0, 0, 1, 0, 2, 0},
        {1, 0, 0, 0, 31, 0, 1, 0, 2, 0},
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        {2, 0, 5, 0, 3, 0, 39, 0, 1, 0},
        {1, 0, 1, 0, 1, 0, 0, 7, 2, 0},
        {0, 0, 1, 0, 0, 0, 0, 0, 7, 0},
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 3}
    };

    /** Precision, recall, f1 and support, class by class. */
    private static final double[][] REPORT = {
        {0.8, 0.9333333333333333, 0.8615384615384616, 30},
        {1.0, 0.84, 0.9130434782608695, 25},
        {0.6666666666666666, 0.9, 0.7659574468085106, 20},
        {1.0, 0.825, 0.9041095890410958, 40},
        {0.8157894736842105, 0.8857142857142857, 0.8493150684931506, 35},
        {},
        {0.9069767441860465, 0.78, 0.8387096774193549, 50},
        {1.0, 0.5833333333333334, 0.7368421052631579, 12},
        {0.4375, 0.875, 0.5833333333333334, 8},
        {1.0, 1.0, 1.0, 3}
    };

    private static OutcomeCounts counts() {
        OutcomeCounts counts = new OutcomeCounts();
        for (Category truth : Classes.FASHION_MNIST.categories()) {
            for (Category answer : Classes.FASHION_MNIST.categories()) {
                for (int left = CONFUSION[CLASSES.indexOf(truth)][CLASSES.indexOf(answer)]; left > 0; left--) {
                    counts.addLabel(CountedLabels.of(answer), false, false);
                    counts.addTruth(truth, CountedLabels.of(answer), 1);
                }
            }
        }
        return counts;
    }

    private final ConfusionFigures figures = new ConfusionFigures(counts(), CLASSES);

    @Test
    void everyClassHasTheFiguresOfTheClassificationReport() {
        for (Category category : Classes.FASHION_MNIST.categories()) {
            double[] expected = REPORT[Classes.FASHION_MNIST.indexOf(category)];
            if (expected.length > 0) {
                Figures found = figures.ofClass(category);
                assertThat(found.precision()).isCloseTo(expected[0], EXACT);
                assertThat(found.recall()).isCloseTo(expected[1], EXACT);
                assertThat(found.accuracy()).isEqualTo(found.recall());
                assertThat(found.f1()).isCloseTo(expected[2], EXACT);
                assertThat(found.support()).isEqualTo((long) expected[3]);
            }
        }
    }

    @Test
    void theAveragesAreThoseOfTheReportAndLeaveAbsentClassesOut() {
        Figures all = figures.ofAll();

        assertThat(all.accuracy()).isCloseTo(0.8385650224215246, EXACT);
        assertThat(all.precision()).isCloseTo(0.8474369871707693, EXACT);
        assertThat(all.recall()).isCloseTo(0.846931216931217, EXACT);
        assertThat(all.f1()).isCloseTo(0.8280943511286594, EXACT);
        Averages weighted = Objects.requireNonNull(all.weighted());
        assertThat(weighted.precision()).isCloseTo(0.8732502337290718, EXACT);
        assertThat(weighted.recall()).isCloseTo(0.8385650224215246, EXACT);
        assertThat(weighted.f1()).isCloseTo(0.8445114641190232, EXACT);
    }

    @Test
    void theIntervalIsWilsonsOnBothEdgesAndBetween() {
        assertInterval(0, 10, 0.0, 0.27753279986288926);
        assertInterval(10, 10, 0.7224672001371106, 1.0);
        assertInterval(9, 10, 0.5958499732047614, 0.982123786904927);
        assertInterval(140, 180, 0.7115975049125901, 0.8323494406865138);
        assertInterval(1, 3, 0.06149194472039626, 0.7923403991979523);
        assertThat(ConfusionFigures.interval(0, 0)).isNull();
    }

    private static void assertInterval(long successes, long trials, double low, double high) {
        Interval found = Objects.requireNonNull(ConfusionFigures.interval(successes, trials));
        assertThat(found.low()).isCloseTo(low, EXACT);
        assertThat(found.high()).isCloseTo(high, EXACT);
    }

    @Test
    void withoutLabelsEveryRatioIsUnknownAndTheFiguresSaySo() {
        Figures none = new ConfusionFigures(new OutcomeCounts(), CLASSES).ofAll();

        assertThat(none.evidence()).isEqualTo(Evidence.EMPTY);
        assertThat(none)
                .extracting(Figures::accuracy, Figures::precision, Figures::recall, Figures::f1)
                .containsOnlyNulls();
        assertThat(none)
                .extracting(Figures::weighted, Figures::interval, Figures::coverage)
                .containsOnlyNulls();
        assertThat(none.confusion()).isEmpty();
    }

    @Test
    void labelsWithoutTruthAreNotHeldToBeWrong() {
        OutcomeCounts counts = new OutcomeCounts();
        counts.addLabel(CountedLabels.of(Category.BAG), false, false);

        Figures bag = new ConfusionFigures(counts, CLASSES).ofClass(Category.BAG);

        assertThat(bag.evidence()).isEqualTo(Evidence.NO_TRUTH);
        assertThat(bag.coverage()).isZero();
        assertThat(bag.precision()).isNull();
    }
}
