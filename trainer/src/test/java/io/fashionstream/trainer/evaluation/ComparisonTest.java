package io.fashionstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.Precision;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.evaluation.Comparison.ClassDifference;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final int IMAGES = 600;
    private static final RandomPredictions TRUTH = new RandomPredictions(5, IMAGES, 1);
    private static final LabelledImages ALL = new LabelledImages(new byte[IMAGES * 784], TRUTH.labels);

    /** Right on what the truth was drawn from, and a model that sees it through noise. */
    private static final Comparison COMPARISON = Comparison.of(model(0), model(2));

    @Test
    void pointFiguresAreThoseOfBothEvaluations() {
        ConfusionMatrix a = model(0).evaluation().confusion();
        ClassificationReport b = model(2).evaluation().report();

        assertThat(COMPARISON.accuracy().a()).isEqualTo(model(0).evaluation().accuracy(), within(1e-12));
        assertThat(COMPARISON.accuracy().b()).isEqualTo(b.accuracy(), within(1e-12));
        assertThat(COMPARISON.macroF1().b()).isEqualTo(b.macro().f1(), within(1e-12));
        for (ClassDifference each : COMPARISON.perClass()) {
            Category code = each.productClass().code();
            assertThat(each.outcomes().images()).isEqualTo((int) a.support(code));
            assertThat(each.recall().a()).isEqualTo(a.recall(code), within(1e-12));
            assertThat(each.precision().a()).isEqualTo(a.precision(code), within(1e-12));
            assertThat(each.f1().b())
                    .isEqualTo(model(2).evaluation().confusion().f1(code), within(1e-12));
        }
    }

    @Test
    void theOtherOrderIsTheMirror() {
        Comparison other = Comparison.of(model(2), model(0));

        assertThat(other.test()).isEqualTo(COMPARISON.test());
        assertThat(other.accuracy()).isEqualTo(COMPARISON.accuracy().mirrored());
        assertThat(other.macroF1()).isEqualTo(COMPARISON.macroF1().mirrored());
        for (int label = 0; label < 10; label++) {
            ClassDifference one = COMPARISON.perClass().get(label);
            ClassDifference mirror = other.perClass().get(label);
            assertThat(mirror.recall()).isEqualTo(one.recall().mirrored());
            assertThat(mirror.precision()).isEqualTo(one.precision().mirrored());
            assertThat(mirror.f1()).isEqualTo(one.f1().mirrored());
        }
        assertThat(other.gained()).isEqualTo(COMPARISON.lost());
        assertThat(other.lost()).isEqualTo(COMPARISON.gained());
        assertThat(other.wrongInTwoWays()).isEqualTo(COMPARISON.wrongInTwoWays());
    }

    @Test
    void aModelDoesNotDifferFromItself() {
        Comparison same = Comparison.of(model(0), model(0));

        assertThat(same.test().pValue()).isEqualTo(1);
        assertThat(same.macroF1().difference()).isZero();
        assertThat(same.perClass())
                .noneMatch(each -> each.precision().isClear() || each.recall().isClear());
        assertThat(same.gained()).isEmpty();
        assertThat(same.lost()).isEmpty();
    }

    @Test
    void gainedAndLostAreTheImagesThatOneAloneIsRightOn() {
        Predictions a = COMPARISON.a().predictions();
        Predictions b = COMPARISON.b().predictions();

        assertThat(COMPARISON.gained())
                .hasSize(COMPARISON.outcomes().onlyB())
                .allMatch(i -> b.isRight(i) && !a.isRight(i));
        assertThat(COMPARISON.lost())
                .hasSize(COMPARISON.outcomes().onlyA())
                .allMatch(i -> a.isRight(i) && !b.isRight(i));
        assertThat(COMPARISON.wrongInTwoWays())
                .isNotEmpty()
                .allMatch(i -> !a.isRight(i) && !b.isRight(i) && a.predicted(i) != b.predicted(i));
    }

    /** Over equally many images of each class, macro recall is accuracy; its interval and the bootstrap's of f1 lie close. */
    @Test
    void theBootstrapAgreesWithTheFormula() {
        Difference formula = COMPARISON.accuracy();
        Difference bootstrap = COMPARISON.macroF1();

        assertThat(bootstrap.low()).isEqualTo(formula.low(), within(0.02));
        assertThat(bootstrap.high()).isEqualTo(formula.high(), within(0.02));
    }

    @Test
    void otherImagesAreRefused() {
        byte[] labels = TRUTH.labels.clone();
        labels[0] = (byte) ((labels[0] + 1) % 10);
        LabelledImages others = new LabelledImages(new byte[IMAGES * 784], labels);
        ScoredImages scored =
                ScoredImages.of("B", others, new Predictions(TRUTH.logits, labels, Classes.FASHION_MNIST), 1);

        assertThatThrownBy(() -> Comparison.of(model(0), scored))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("both models must be asked about the same images, got others");
    }

    @Test
    void speedsAreMediansOverTheRounds() {
        SpeedRatio speed = SpeedRatio.of(Precision.FP32, new double[] {100, 50, 200}, new double[] {300, 100, 250});
        SpeedRatio other = SpeedRatio.of(Precision.FP32, new double[] {300, 100, 250}, new double[] {100, 50, 200});

        assertThat(List.of(speed.a(), speed.b(), speed.ratio())).containsExactly(100.0, 250.0, 2.0);
        assertThat(List.of(speed.lowestRatio(), speed.highestRatio())).containsExactly(1.25, 3.0);
        assertThat(other.ratio()).isEqualTo(1 / speed.ratio());
        assertThatThrownBy(() -> SpeedRatio.of(Precision.FP32, new double[2], new double[2]))
                .hasMessageContaining("odd number of rounds, got 2");
    }

    private static ScoredImages model(double noise) {
        RandomPredictions other = new RandomPredictions(6, IMAGES, 1);
        float[][] logits = new float[IMAGES][10];
        for (int i = 0; i < IMAGES; i++) {
            for (int k = 0; k < 10; k++) {
                logits[i][k] = (float) (TRUTH.logits[i][k] + noise / 4 * other.logits[i][k]);
            }
        }
        return ScoredImages.of("model", ALL, new Predictions(logits, TRUTH.labels, Classes.FASHION_MNIST), 1);
    }
}
