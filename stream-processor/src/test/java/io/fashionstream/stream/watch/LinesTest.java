package io.fashionstream.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.ModelRollout.Outcome;
import io.fashionstream.event.Precision;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.stream.replay.ReplayOutcome;
import io.fashionstream.stream.testing.Canaries;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aStepOfACanarySaysItsShareAndWhyItWasMade() {
        EventText text = new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown());
        CanaryStep first = Canaries.step(7, "c".repeat(64), "d".repeat(64), 0.025);
        CanaryStep last = first.next(CanaryStep.State.TAKEN_BACK, 0, NOON, "accuracy is alerted in BAG", null);

        assertThat(text.canary(first))
                .endsWith(
                        "step 7               running    canary cccccccc beside dddddddd, 2.5 % of the products: begun");
        assertThat(text.canary(last))
                .endsWith(
                        "taken back canary cccccccc beside dddddddd, 0 % of the products: accuracy is alerted in BAG");
        assertThat(text.rollout(new ModelRollout(
                        "one", ModelAlias.CHAMPION, "c".repeat(64), Outcome.SERVING, null, null, NOON, 7L)))
                .contains("serving", "canary step 7, cccccccc");
    }

    @Test
    void aLabelSaysWhatTheCatalogueSaidAndWhatToDoubt() {
        EventText text = new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown());

        assertThat(text.label(label(Category.SHIRT, true)))
                .startsWith("12:00:00.012  sku-1-front")
                .contains("Coat         61.0 %  declared Shirt  uncertain")
                .endsWith("12 ms, model abcdefgh");
        assertThat(text.label(label(null, false))).doesNotContain("declared", "uncertain");
    }

    @Test
    void aRollOutSaysWhichNetworkServesAndWhyOrWhyNoneDoes() {
        EventText text = new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown());
        ModelRollout.Serving serving =
                new ModelRollout.Serving(Precision.INT8, "int8 ran 2.00 times as fast as fp32", List.of());

        assertThat(text.rollout(new ModelRollout(
                        "one", ModelAlias.CHAMPION, "a".repeat(64), Outcome.SERVING, null, serving, NOON)))
                .isEqualTo("12:00:00  one                  serving    champion aaaaaaaa"
                        + "  int8: int8 ran 2.00 times as fast as fp32");
        assertThat(text.rollout(new ModelRollout(
                        "one", ModelAlias.CHAMPION, "a".repeat(64), Outcome.REFUSED, "canary 3", null, NOON)))
                .endsWith("champion aaaaaaaa  canary 3");
        assertThat(text.rollout(new ModelRollout(
                        "one", ModelAlias.CHAMPION, "a".repeat(64), Outcome.SERVING, null, null, NOON)))
                .endsWith("champion aaaaaaaa");
    }

    @Test
    void aLabelHasTheNameThatItsModelGives() {
        EventText text = new EventText(
                Paint.PLAIN,
                ZoneOffset.UTC,
                new ReleasedClasses(() -> List.of(ReleasedClassesTest.release("abcdefghijk", "Panama", "Mittens"))));
        ImageLabel hat = label("sku-1", new Category("GLOVES"), false, new Category("HAT"));

        assertThat(text.label(hat)).contains("Panama       61.0 %  declared Mittens");
    }

    @Test
    void truthsThatTheModelDoesNotKnowAreSaid() {
        EventText text = new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown());

        assertThat(text.health(health(3L))).contains("measured 0.900 of 10, 3 truths of no class of the model, est");
        assertThat(text.health(health(0L))).contains("measured 0.900 of 10, estimated");
        assertThat(text.health(health(null))).contains("measured 0.900 of 10, estimated");
    }

    @Test
    void theMeasureByWhichPicturesMovedFarthestIsNamed() {
        EventText text = new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown());

        assertThat(text.health(health(null)))
                .contains("drift no baseline  pictures moderate (ink PSI 0.207)  uncertain 0.000");
    }

    private static ModelHealth.InputDrift drift(InputMeasure measure, ModelHealth.Drift.Verdict verdict, double index) {
        return new ModelHealth.InputDrift(measure, verdict, index, 50.0, 1e-6, List.of(), List.of());
    }

    private static ModelHealth health(@Nullable Long unknownTruths) {
        return new ModelHealth(
                ModelAlias.CHAMPION,
                "abcdefghijk",
                NOON,
                NOON,
                20,
                1,
                0.0,
                0.0,
                0.9,
                0.9,
                null,
                10,
                unknownTruths,
                new ModelHealth.Calibration(null, List.of()),
                new ModelHealth.Drift(ModelHealth.Drift.Verdict.NO_BASELINE, null, Map.of(), Map.of()),
                List.of(
                        drift(InputMeasure.BRIGHTNESS, ModelHealth.Drift.Verdict.STABLE, 0.012),
                        drift(InputMeasure.INK, ModelHealth.Drift.Verdict.MODERATE, 0.207)),
                null,
                new ModelHealth.Intake(20, 0, 0, 10, 0, 0, 0, 0, 0L),
                1,
                List.of(),
                NOON);
    }

    @Test
    void onATerminalRightAndWrongHaveColours() {
        EventText text = new EventText(Paint.COLOURED, ZoneOffset.UTC, ReleasedClasses.unknown());

        assertThat(text.label(label(Category.COAT, false))).contains("\033[32mCoat");
        assertThat(text.label(label(Category.SHIRT, false))).contains("\033[31mCoat");
    }

    @Test
    void aRejectionSaysWhyAndWhere() {
        RejectedImage rejected = new RejectedImage(
                RejectionReason.TRUNCATED, "too short", null, null, null, "product-images", 3, 42, NOON);

        assertThat(new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown()).rejection(rejected))
                .contains("12:00:00.000  (no image id)", "TRUNCATED", "too short", "product-images/3/42");
    }

    @Test
    void whatStrangersWriteCannotLeaveItsPlaceOnTheTerminal() {
        String hostile = "a\033[2Jb\nc\u009b1Ad\u202ee";
        RejectedImage rejected = new RejectedImage(
                RejectionReason.TRUNCATED, hostile, hostile, null, null, "product-images", 3, 42, NOON);
        ReplayOutcome replayed =
                new ReplayOutcome("t/0/1", hostile, RejectionReason.TRUNCATED, ReplayOutcome.Fate.LABELLED, hostile);

        for (String line : List.of(
                new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown())
                        .label(label(hostile, null, false)),
                new EventText(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown()).rejection(rejected),
                replayed.toString())) {
            assertThat(line)
                    .contains("a<U+001B>[2Jb<U+000A>c<U+009B>1Ad<U+202E>e")
                    .doesNotContain("\033", "\n");
        }
    }

    private static ImageLabel label(@Nullable Category declared, boolean uncertain) {
        return label("sku-1-front", declared, uncertain);
    }

    private static ImageLabel label(String imageId, @Nullable Category declared, boolean uncertain) {
        return label(imageId, declared, uncertain, Category.COAT);
    }

    private static ImageLabel label(String imageId, @Nullable Category declared, boolean uncertain, Category answer) {
        Map<Category, Double> probabilities = Stream.concat(
                        Stream.of(answer), Classes.FASHION_MNIST.categories().stream())
                .distinct()
                .collect(Collectors.toMap(category -> category, category -> 0.1));
        return new ImageLabel(
                new ImageLabel.Image("sku-1", imageId, "e1", NOON, declared),
                new ImageLabel.Verdict(answer, 0.61, probabilities, uncertain, false),
                new ImageLabel.Computation("abcdefghijk", NOON.plusMillis(12), null, null));
    }
}
