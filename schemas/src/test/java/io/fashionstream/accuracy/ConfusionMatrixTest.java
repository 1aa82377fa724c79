package io.fashionstream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.Classes;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The expected figures are those of scikit-learn's {@code classification_report} with {@code zero_division=0}. */
final class ConfusionMatrixTest {
    private static final Classes CLASSES = Classes.FASHION_MNIST;
    private static final Map<Category, Map<Category, Integer>> COUNTS = Map.of(
            Category.SHIRT, Map.of(Category.SHIRT, 3, Category.COAT, 1),
            Category.COAT, Map.of(Category.COAT, 2, Category.SHIRT, 1),
            Category.BAG, Map.of(Category.COAT, 1));

    /** Shirts: 3 right, 1 taken for a coat; coats: 2 right, 1 taken for a shirt; one bag, taken for a coat. */
    private final ConfusionMatrix confusion = new ConfusionMatrix(CLASSES, (actual, predicted) -> {
        Map<Category, Integer> row = COUNTS.getOrDefault(CLASSES.category(actual), Map.of());
        return row.getOrDefault(CLASSES.category(predicted), 0);
    });

    @Test
    void eachClassIsMeasuredAgainstTheRest() {
        assertThat(confusion.precision(Category.SHIRT)).isEqualTo(0.75);
        assertThat(confusion.recall(Category.SHIRT)).isEqualTo(0.75);
        assertThat(confusion.f1(Category.SHIRT)).isEqualTo(0.75);
        assertThat(confusion.precision(Category.COAT)).isEqualTo(0.5);
        assertThat(confusion.recall(Category.COAT)).isEqualTo(2 / 3.0);
        assertThat(confusion.f1(Category.COAT)).isEqualTo(4 / 7.0);
        assertThat(confusion.accuracy()).isEqualTo(5 / 8.0);
    }

    @Test
    void aRatioWithoutADenominatorIsNullAndCountsAsZeroInTheAverages() {
        assertThat(confusion.precision(Category.BAG)).isNull();
        assertThat(confusion.recall(Category.BAG)).isZero();
        assertThat(confusion.f1(Category.DRESS)).isNull();

        Averages macro = Objects.requireNonNull(confusion.macro());
        Averages weighted = Objects.requireNonNull(confusion.weighted());

        assertThat(macro.precision()).isCloseTo((0.75 + 0.5 + 0) / 3, within(1e-15));
        assertThat(macro.f1()).isCloseTo((0.75 + 4 / 7.0 + 0) / 3, within(1e-15));
        assertThat(weighted.recall()).isCloseTo(5 / 8.0, within(1e-15));
        assertThat(weighted.f1()).isCloseTo((4 * 0.75 + 3 * 4 / 7.0) / 8, within(1e-15));
    }

    @Test
    void ofNoImagesNothingIsSaid() {
        ConfusionMatrix none = new ConfusionMatrix(CLASSES, (actual, predicted) -> 0);

        assertThat(none.images()).isZero();
        assertThat(none.accuracy()).isNull();
        assertThat(none.macro()).isNull();
        assertThat(none.weighted()).isNull();
    }
}
