package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.Classes;
import org.junit.jupiter.api.Test;

class AlertStateTest {
    private static final double THRESHOLD = 0.5;
    private static final Figures BAD = figures(1, 30);
    private static final Figures GOOD = figures(20, 30);
    /** Under the threshold, but its interval reaches over it. */
    private static final Figures BETWEEN = figures(14, 30);

    private static final Figures NONE = figures(0, 0);

    private static Figures figures(int right, int all) {
        OutcomeCounts counts = new OutcomeCounts();
        for (int i = 0; i < all; i++) {
            counts.addTruth(Category.SHIRT, CountedLabels.of(i < right ? Category.SHIRT : Category.COAT), 1);
        }
        return new ConfusionFigures(counts, Classes.FASHION_MNIST).ofClass(Category.SHIRT);
    }

    private static AlertState after(AlertState state, Figures... windows) {
        AlertState now = state;
        for (Figures window : windows) {
            now = now.after(window, THRESHOLD, 3, 1_000);
        }
        return now;
    }

    @Test
    void itTakesSoManyBadWindowsInARowToRaise() {
        assertThat(after(AlertState.QUIET, BAD, BAD).raised()).isFalse();
        assertThat(after(AlertState.QUIET, BAD, BAD, BAD).raised()).isTrue();
        assertThat(after(AlertState.QUIET, BAD, BAD, BETWEEN, BAD, BAD).raised())
                .isFalse();
        assertThat(after(AlertState.QUIET, BAD, BAD, NONE, BAD, BAD).raised()).isFalse();
    }

    @Test
    void itTakesAsManyGoodOnesInARowToRecover() {
        AlertState raised = after(AlertState.QUIET, BAD, BAD, BAD);

        assertThat(after(raised, GOOD, GOOD).raised()).isTrue();
        assertThat(after(raised, GOOD, GOOD, GOOD).raised()).isFalse();
        assertThat(after(raised, GOOD, GOOD, BAD, GOOD, GOOD).raised()).isTrue();
    }

    @Test
    void whatIsNeitherBadNorGoodChangesNothingHoweverLongItLasts() {
        AlertState raised = after(AlertState.QUIET, BAD, BAD, BAD);

        assertThat(after(raised, BETWEEN, BETWEEN, BETWEEN, BETWEEN).raised()).isTrue();
        assertThat(after(AlertState.QUIET, BETWEEN, BETWEEN, BETWEEN, BETWEEN).raised())
                .isFalse();
    }

    @Test
    void windowsWithoutTruthNeitherRaiseNorRecover() {
        AlertState raised = after(AlertState.QUIET, BAD, BAD, BAD);

        assertThat(after(raised, NONE, NONE, NONE, NONE).raised()).isTrue();
    }
}
