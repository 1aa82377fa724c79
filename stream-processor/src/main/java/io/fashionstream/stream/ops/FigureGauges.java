package io.fashionstream.stream.ops;

import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ClassAccuracy.Interval;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the models for Prometheus. They are of all instances together, so the one instance that computes them
 * shows them, for as long as it does: a sum over instances counts nothing twice. Samples are made when they are asked for.
 * Safe for use by several threads.
 */
public final class FigureGauges implements MultiCollector {
    private static final Shown NOTHING = new Shown(new Object(), 0, List.of());

    private final LongSupplier nanoClock;
    private Shown shown = NOTHING;

    /** @param owner who computed them, known by its identity */
    private record Shown(Object owner, long validUntilNanos, List<ModelFigures> models) {}

    public FigureGauges() {
        this(System::nanoTime);
    }

    FigureGauges(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /**
     * Shows {@code models}, each of another alias, in place of what was shown.
     *
     * @param owner who computed them
     * @param validity time after which they are not shown any more: whoever computed them is stuck
     */
    public synchronized void show(Object owner, Duration validity, List<ModelFigures> models) {
        shown = new Shown(owner, nanoClock.getAsLong() + validity.toNanos(), List.copyOf(models));
    }

    /** Shows nothing any more, unless somebody else than {@code owner} has computed something since. */
    public synchronized void withdraw(Object owner) {
        shown = shown.owner() == owner ? NOTHING : shown;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeFamilies families = new GaugeFamilies();
        shownNow().forEach(model -> add(families, model));
        return families.snapshots();
    }

    private synchronized List<ModelFigures> shownNow() {
        return nanoClock.getAsLong() - shown.validUntilNanos() <= 0 ? shown.models() : List.of();
    }

    private static void add(GaugeFamilies families, ModelFigures model) {
        model.rows().forEach(row -> {
            if (row.scope().equals(ClassAccuracy.ALL)) {
                addModel(families, row);
            } else {
                addClass(families, row);
            }
            addAlert(families, row, model);
            if (row.alias() == ModelAlias.CHAMPION && !row.scope().equals(ClassAccuracy.ALL)) {
                addConfusion(families, row);
            }
        });
        addHealth(families, model.health());
    }

    private static void addClass(GaugeFamilies families, ClassAccuracy row) {
        Labels of = Labels.of("alias", row.alias().key(), "category", row.scope());
        Figures window = row.window();
        Interval interval = window.interval();
        families.add("class_accuracy_ratio", "right labels / labels whose truth is the class", of, window.accuracy());
        families.add("class_accuracy_low_ratio", "lower end of its 95 % interval", of, low(interval));
        families.add("class_accuracy_high_ratio", "upper end of its 95 % interval", of, high(interval));
        families.add(
                "class_precision_ratio", "right labels / labels of the class with a truth", of, window.precision());
        families.add("class_recall_ratio", "the same as the accuracy of the class", of, window.recall());
        families.add("class_coverage_ratio", "labels of the class with a truth / labels of it", of, window.coverage());
        families.add("class_support_labels", "labels whose truth is the class", of, window.support());
        families.add("class_window_labels", "labels of the class in the window", of, window.labelled());
    }

    private static void addModel(GaugeFamilies families, ClassAccuracy row) {
        Labels of = Labels.of("alias", row.alias().key());
        Figures window = row.window();
        Interval interval = window.interval();
        families.add("model_accuracy_ratio", "right labels / labels with a truth", of, window.accuracy());
        families.add("model_accuracy_low_ratio", "lower end of its 95 % interval", of, low(interval));
        families.add("model_accuracy_high_ratio", "upper end of its 95 % interval", of, high(interval));
        families.add("model_precision_ratio", "mean of the classes' precision", of, window.precision());
        families.add("model_recall_ratio", "mean of the classes' recall", of, window.recall());
        families.add("model_f1_ratio", "mean of the classes' f1", of, window.f1());
        families.add("model_coverage_ratio", "labels with a truth / labels", of, window.coverage());
        families.add("model_support_labels", "labels of the window with a truth", of, window.support());
        families.add("model_window_labels", "labels of the window", of, window.labelled());
    }

    private static void addAlert(GaugeFamilies families, ClassAccuracy row, ModelFigures model) {
        Labels of = Labels.of("alias", row.alias().key(), "scope", row.scope());
        families.add(
                "accuracy_alert_raised",
                "1 while the accuracy of a class, or of ALL, is alerted",
                of,
                model.raised().contains(row.scope()) ? 1 : 0);
        families.add(
                "accuracy_alert_threshold_ratio",
                "accuracy under which it is",
                of,
                model.thresholds().get(row.scope()));
    }

    private static void addConfusion(GaugeFamilies families, ClassAccuracy row) {
        row.window()
                .confusion()
                .forEach((answer, labels) -> families.add(
                        "confusion_labels",
                        "labels of the champion in the window, by truth and category",
                        Labels.of("truth", row.scope(), "category", answer.code()),
                        labels));
    }

    private static void addHealth(GaugeFamilies families, ModelHealth health) {
        String alias = health.alias().key();
        Labels of = Labels.of("alias", alias);
        families.add("model_uncertain_ratio", "labels flagged uncertain / labels", of, health.shareUncertain());
        families.add(
                "model_out_of_distribution_ratio",
                "labels flagged out of distribution / labels",
                of,
                health.shareOutOfDistribution());
        families.add(
                "model_unknown_truth_labels",
                "labels of the window whose truth is none of the model's classes",
                of,
                health.unknownTruths());
        families.add(
                "model_estimated_accuracy_ratio",
                "mean confidence: the accuracy to expect, without any truth",
                of,
                health.estimatedAccuracy());
        families.add(
                "model_calibration_error_ratio",
                "expected calibration error (ECE): gap between confidence and accuracy",
                of,
                health.calibration().expectedCalibrationError());
        families.add(
                "model_drift_index",
                "population stability index (PSI) of the answers against the model's validation",
                of,
                health.drift().populationStabilityIndex());
        for (ModelHealth.InputDrift drift :
                Objects.requireNonNullElse(health.inputDrift(), List.<ModelHealth.InputDrift>of())) {
            families.add(
                    "model_input_drift_index",
                    "population stability index (PSI) of the pictures against those that the model learnt from",
                    Labels.of("alias", alias, "measure", drift.measure().wireName()),
                    drift.populationStabilityIndex());
        }
        health.drift()
                .expectedShare()
                .forEach((category, share) -> families.add(
                        "class_expected_ratio",
                        "labels of the class / labels, in the model's validation",
                        Labels.of("alias", alias, "category", category.code()),
                        share));
        families.add(
                "model_figures_timestamp_seconds",
                "when the figures of the alias were computed, and of which model they are",
                Labels.of("alias", alias, "model", health.modelId()),
                health.publishedTime().getEpochSecond());
    }

    private static @Nullable Double low(@Nullable Interval interval) {
        return interval == null ? null : interval.low();
    }

    private static @Nullable Double high(@Nullable Interval interval) {
        return interval == null ? null : interval.high();
    }
}
