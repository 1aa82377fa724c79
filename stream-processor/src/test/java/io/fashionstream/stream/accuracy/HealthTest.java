package io.fashionstream.stream.accuracy;

import static io.fashionstream.event.Category.BAG;
import static io.fashionstream.event.Category.COAT;
import static io.fashionstream.event.Category.SHIRT;
import static io.fashionstream.stream.accuracy.AccuracyDriver.MODEL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.START;
import static io.fashionstream.stream.accuracy.AccuracyDriver.label;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Evidence;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelHealth.BatchSize;
import io.fashionstream.event.ModelHealth.Drift.Verdict;
import io.fashionstream.event.ModelHealth.InputDrift;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.Provenance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Duration STEP = AccuracySettings.DEFAULT.step();

    private final AccuracyDriver driver = new AccuracyDriver(AccuracySettings.DEFAULT);

    @AfterEach
    void close() {
        driver.close();
    }

    private ModelHealth health() {
        return driver.after(STEP).after(STEP).latestHealth();
    }

    private static ModelRelease release() {
        return new ModelRelease(ModelAlias.CHAMPION, MODEL, null, null, START, null, manifest());
    }

    static ModelManifest manifest() {
        ModelManifest.Measured measured = new ModelManifest.Measured(
                6_000,
                0.9,
                0.9,
                0.02,
                Classes.FASHION_MNIST.categories().stream()
                        .collect(toMap(each -> each, each -> new ModelManifest.ClassQuality(0.9, 0.9, 0.9, 600))),
                Classes.FASHION_MNIST.categories().stream().collect(toMap(each -> each, each -> 0.1)));
        return new ModelManifest(
                1,
                new ModelManifest.Signature(
                        "compact-cnn",
                        START,
                        Classes.FASHION_MNIST,
                        new ModelManifest.Input(28, 28, ModelManifest.Scaling.UNIT)),
                new ModelManifest.Decision(
                        1.25,
                        new ModelManifest.CertaintyThreshold(0.83, 0.99, 0.81),
                        new ModelManifest.OutOfDistributionRule(-3.5, 0.01)),
                new Provenance(
                        Map.of("train-images-idx3-ubyte.gz", "ab".repeat(32)),
                        7,
                        54_000,
                        6_000,
                        2,
                        Map.of("batch", "128"),
                        Map.of("deeplearning4j", "1.0.0-M2.1"),
                        "2 cores",
                        "train",
                        null),
                new ModelManifest.Quality(measured, null, 1e-6),
                null);
    }

    /** So many labels of each class, none with a truth. */
    private void answers(int count, Category... categories) {
        for (Category category : categories) {
            for (int i = 0; i < count; i++) {
                driver.champion(label(category + "-" + i, category, null, driver.now()));
            }
        }
    }

    private static ImageLabel inBatch(int images, ImageLabel label) {
        return new ImageLabel(
                label.image(),
                label.verdict(),
                new ImageLabel.Computation(label.modelId(), label.classifiedTime(), images, null));
    }

    @Test
    void confidenceIsComparedWithWhatWasRight() {
        driver.champion(label("1", SHIRT, SHIRT, START, 0.95))
                .champion(label("2", SHIRT, COAT, START, 0.97))
                .champion(label("3", COAT, COAT, START, 0.40))
                .champion(label("4", COAT, null, START, 0.80));

        ModelHealth health = health();

        assertThat(health.calibration().expectedCalibrationError())
                .isCloseTo((Math.abs(0.95 + 0.97 - 1) + Math.abs(0.40 - 1)) / 3, within(1e-9));
        assertThat(health.calibration().bins()).hasSize(15);
        assertThat(health.calibration().bins().get(14).labels()).isEqualTo(2);
        assertThat(health.calibration().bins().get(14).meanConfidence()).isCloseTo(0.96, within(1e-9));
        assertThat(health.calibration().bins().get(14).accuracy()).isEqualTo(0.5);
    }

    @Test
    void accuracyIsEstimatedFromAllLabelsAndMeasuredOnThoseWithTruth() {
        driver.champion(label("1", SHIRT, SHIRT, START, 0.9)).champion(label("2", SHIRT, null, START, 0.4));

        ModelHealth health = health();

        assertThat(health.estimatedAccuracy()).isCloseTo(0.65, within(1e-9));
        assertThat(health.measuredAccuracy()).isEqualTo(1.0);
        assertThat(health.measuredOn()).isEqualTo(1);
        assertThat(health.shareUncertain()).isEqualTo(0.5);
        assertThat(health.shareOutOfDistribution()).isZero();
        assertThat(health.labelsPerSecond()).isCloseTo(2 / 300.0, within(1e-12));
    }

    @Test
    void labelsAreCountedByTheSizeOfTheirBatchAndThoseWithoutASizeAreLeftOut() {
        int[] sizes = {1, 2, 3, 4, 5, 64, 64, 1024};
        for (int i = 0; i < sizes.length; i++) {
            driver.champion(inBatch(sizes[i], label("image-" + i, SHIRT, null, START)));
        }
        driver.champion(label("unknown", SHIRT, null, START));

        assertThat(health().batchSizes())
                .containsExactly(
                        new BatchSize(1, 1),
                        new BatchSize(2, 1),
                        new BatchSize(4, 2),
                        new BatchSize(8, 1),
                        new BatchSize(64, 2),
                        new BatchSize(1024, 1));
    }

    @Test
    void answersLikeThoseOfTheEvaluationAreStable() {
        driver.release("champion", release());
        answers(20, Classes.FASHION_MNIST.categories().toArray(new Category[0]));

        ModelHealth health = health();

        assertThat(health.drift().verdict()).isEqualTo(Verdict.STABLE);
        assertThat(health.drift().populationStabilityIndex()).isCloseTo(0.0, within(1e-9));
    }

    @Test
    void answersUnlikeThoseOfTheEvaluationHaveDriftedFar() {
        driver.release("champion", release());
        answers(100, SHIRT, COAT, BAG);

        ModelHealth health = health();

        double index = 3 * (1 / 3.0 - 0.1) * Math.log((1 / 3.0) / 0.1) + 7 * (1e-4 - 0.1) * Math.log(1e-4 / 0.1);
        assertThat(health.drift().populationStabilityIndex()).isCloseTo(index, within(1e-9));
        assertThat(health.drift().verdict()).isEqualTo(Verdict.LARGE);
    }

    @Test
    void tooFewLabelsAndAnUnknownBaselineGetNoVerdict() {
        answers(19, Classes.FASHION_MNIST.categories().toArray(new Category[0]));
        assertThat(health().drift().verdict()).isEqualTo(Verdict.NO_BASELINE);

        driver.release("champion", release());

        assertThat(health().drift().verdict()).isEqualTo(Verdict.TOO_FEW_LABELS);
    }

    @Test
    void theCustomaryLimitsDivideTheVerdicts() {
        assertThat(DriftFigures.verdict(0.0999)).isEqualTo(Verdict.STABLE);
        assertThat(DriftFigures.verdict(0.1)).isEqualTo(Verdict.MODERATE);
        assertThat(DriftFigures.verdict(0.2499)).isEqualTo(Verdict.MODERATE);
        assertThat(DriftFigures.verdict(0.25)).isEqualTo(Verdict.LARGE);
    }

    @Test
    void aReleasedModelIsReportedBeforeItsFirstLabel() {
        driver.release("champion", release());

        assertThat(health().labelled()).isZero();
        assertThat(driver.latest("ALL").window().evidence()).isEqualTo(Evidence.EMPTY);
    }

    @Test
    void aRecordThatIsNoReleaseIsLeftOut() {
        driver.release("canary", release()).release("champion", null);
        driver.champion(label("1", SHIRT, SHIRT, START));

        assertThat(health().drift().verdict()).isEqualTo(Verdict.NO_BASELINE);
    }

    @Test
    void picturesOfAnotherKindAreADriftOfInputs() {
        driver.release("champion", released(reference()));
        for (int i = 0; i < 400; i++) {
            driver.champion(
                    withBins(new InputBins(i % 10, 9, i % 10, i % 10), label("image-" + i, SHIRT, null, START)));
        }
        driver.champion(label("without", SHIRT, null, START));

        List<InputDrift> drift = Objects.requireNonNull(health().inputDrift());

        assertThat(drift)
                .extracting(InputDrift::measure)
                .containsExactly(InputMeasure.BRIGHTNESS, InputMeasure.INK, InputMeasure.EDGES, InputMeasure.ENERGY);
        assertThat(drift)
                .extracting(InputDrift::verdict)
                .containsExactly(Verdict.STABLE, Verdict.LARGE, Verdict.STABLE, Verdict.STABLE);
        assertThat(drift.get(1).observed()).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 400L);
        assertThat(drift.get(1).reference()).containsOnly(100L);
    }

    @Test
    void aModelThatSaysNothingOfItsInputsHasNoDriftOfInputs() {
        driver.release("champion", release());
        driver.champion(label("1", SHIRT, SHIRT, START));

        assertThat(health().inputDrift()).isNull();
    }

    private static ModelRelease released(InputReference inputs) {
        return new ModelRelease(
                ModelAlias.CHAMPION, MODEL, null, null, START, null, manifest().withInputs(inputs));
    }

    /** Tenths of 1,000 images. */
    static InputReference reference() {
        InputReference.Histogram tenths = InputReference.Histogram.ofTenths(
                IntStream.range(0, 1000).asDoubleStream().toArray());
        return new InputReference(tenths, tenths, tenths, tenths);
    }

    private static ImageLabel withBins(InputBins bins, ImageLabel label) {
        ImageLabel.Verdict verdict = label.verdict();
        return new ImageLabel(
                label.image(),
                new ImageLabel.Verdict(
                        verdict.category(),
                        verdict.confidence(),
                        verdict.probabilities(),
                        verdict.uncertain(),
                        verdict.outOfDistribution(),
                        bins),
                label.computation());
    }

    @Test
    void thePositionsNameExactlyWhatWasRead() {
        driver.champion(label("1", SHIRT, SHIRT, START)).champion(label("2", SHIRT, SHIRT, START));
        driver.truth("1", SHIRT);

        assertThat(health().asOf().stream()
                        .collect(toMap(ModelHealth.Position::topic, ModelHealth.Position::nextOffset)))
                .isEqualTo(Map.of("image-labels", 2L, "ground-truth", 1L));
    }
}
