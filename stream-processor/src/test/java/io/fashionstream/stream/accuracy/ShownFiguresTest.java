package io.fashionstream.stream.accuracy;

import static io.fashionstream.event.Category.COAT;
import static io.fashionstream.event.Category.SHIRT;
import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static io.fashionstream.stream.accuracy.AccuracyDriver.MODEL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.OTHER_MODEL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.stream.testing.TestModels;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus gets of the figures of the models. */
class ShownFiguresTest {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final AccuracyDriver driver = new AccuracyDriver(new AccuracySettings(
            Duration.ofMinutes(5),
            STEP,
            Duration.ofHours(1),
            TruthPrecedence.GROUND_TRUTH,
            new AlertRules(0.5, Map.of("SHIRT", 0.4), 1)));

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theFiguresOfTheReleasedModelAreShownAfterEachStep() {
        release(CHAMPION, MODEL);
        for (int i = 0; i < 30; i++) {
            driver.champion(label("coat-" + i, COAT, COAT, driver.now()));
            driver.champion(label("shirt-" + i, i < 3 ? SHIRT : COAT, SHIRT, driver.now()));
            driver.champion(label("unknown-" + i, COAT, null, driver.now()));
        }

        driver.after(STEP).after(STEP);

        assertThat(shown())
                .containsEntry("class_accuracy_ratio{alias=\"champion\",category=\"SHIRT\"}", 0.1)
                .containsEntry("class_recall_ratio{alias=\"champion\",category=\"SHIRT\"}", 0.1)
                .containsEntry("class_accuracy_high_ratio{alias=\"champion\",category=\"SHIRT\"}", 0.256211)
                .containsEntry("class_precision_ratio{alias=\"champion\",category=\"COAT\"}", 0.526316)
                .containsEntry("class_coverage_ratio{alias=\"champion\",category=\"COAT\"}", 0.655172)
                .containsEntry("class_support_labels{alias=\"champion\",category=\"BAG\"}", 0.0)
                .doesNotContainKey("class_accuracy_ratio{alias=\"champion\",category=\"BAG\"}")
                .containsEntry("confusion_labels{category=\"COAT\",truth=\"SHIRT\"}", 27.0)
                .containsEntry("model_accuracy_ratio{alias=\"champion\"}", 0.55)
                .containsEntry("model_support_labels{alias=\"champion\"}", 60.0)
                .containsEntry("model_window_labels{alias=\"champion\"}", 90.0)
                .containsEntry("model_estimated_accuracy_ratio{alias=\"champion\"}", 0.9)
                .containsEntry("model_unknown_truth_labels{alias=\"champion\"}", 0.0)
                .containsEntry("model_calibration_error_ratio{alias=\"champion\"}", 0.35)
                .containsEntry("accuracy_alert_raised{alias=\"champion\",scope=\"SHIRT\"}", 1.0)
                .containsEntry("accuracy_alert_raised{alias=\"champion\",scope=\"ALL\"}", 0.0)
                .containsEntry("accuracy_alert_threshold_ratio{alias=\"champion\",scope=\"SHIRT\"}", 0.4)
                .containsEntry("accuracy_alert_threshold_ratio{alias=\"champion\",scope=\"BAG\"}", 0.5)
                .containsEntry("model_figures_timestamp_seconds{alias=\"champion\",model=\"" + MODEL + "\"}", (double)
                        driver.now().getEpochSecond());
    }

    @Test
    void driftIsShownOnceThereAreEnoughLabels() {
        release(CHAMPION, MODEL);
        for (int i = 0; i < 199; i++) {
            driver.champion(label("image-" + i, COAT, null, driver.now()));
        }
        driver.after(STEP).after(STEP);
        assertThat(shown()).doesNotContainKey("model_drift_index{alias=\"champion\"}");

        driver.champion(label("image-199", COAT, null, driver.now()));
        driver.after(STEP).after(STEP);

        assertThat(shown()).containsKey("model_drift_index{alias=\"champion\"}");
    }

    @Test
    void aModelThatNoAliasPointsAtIsNotShownThoughItsFiguresArePublished() {
        release(CHAMPION, MODEL);
        driver.champion(label("1", SHIRT, SHIRT, driver.now())).after(STEP).after(STEP);
        assertThat(shown()).containsEntry("model_window_labels{alias=\"champion\"}", 1.0);

        release(CHAMPION, OTHER_MODEL);
        release(CHALLENGER, MODEL);
        driver.after(STEP);

        assertThat(driver.latest("SHIRT").modelId()).isEqualTo(MODEL);
        assertThat(shown())
                .containsEntry("model_window_labels{alias=\"champion\"}", 0.0)
                .containsEntry("model_window_labels{alias=\"challenger\"}", 0.0);
    }

    @Test
    void nothingIsShownAnyMoreWhenTheTaskEnds() {
        release(CHAMPION, MODEL);
        driver.after(STEP);
        assertThat(shown()).isNotEmpty();

        driver.close();

        assertThat(shown()).isEmpty();
    }

    private void release(ModelAlias alias, String model) {
        driver.release(
                alias.key(),
                new ModelRelease(alias, model, null, null, driver.now(), null, TestModels.manifest(model)));
    }

    /** Each sample without the prefix that all share. */
    private Map<String, Double> shown() {
        Map<String, Double> samples = new TreeMap<>();
        driver.figures()
                .collect()
                .forEach(family -> ((GaugeSnapshot) family)
                        .getDataPoints()
                        .forEach(sample -> samples.put(
                                family.getMetadata().getName().substring("fashion_stream_".length())
                                        + sample.getLabels(),
                                sample.getValue())));
        return samples;
    }
}
