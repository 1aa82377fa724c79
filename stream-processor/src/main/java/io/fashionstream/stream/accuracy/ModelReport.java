package io.fashionstream.stream.accuracy;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.AccuracyAlert.State;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelHealth;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is published about one model at one step.
 *
 * @param classes those of the model
 * @param window outcomes of the window
 * @param total outcomes since the model's first label
 * @param released whether its alias points at it
 */
record ModelReport(
        ModelKey model, Classes classes, OutcomeCounts window, OutcomeCounts total, boolean released, Step step) {
    /**
     * One publication.
     *
     * @param start of the window, inclusive
     * @param end of the window, exclusive
     */
    record Step(long sequence, Instant start, Instant end, Instant publishedTime, MergedCounts.Read read) {}

    /** The row of a category or {@code ALL}. */
    ClassAccuracy row(String scope) {
        return new ClassAccuracy(
                model.alias(),
                model.modelId(),
                scope,
                step.start,
                step.end,
                figures(window, scope),
                figures(total, scope),
                step.sequence,
                step.publishedTime,
                released);
    }

    private Figures figures(OutcomeCounts counts, String scope) {
        ConfusionFigures figures = new ConfusionFigures(counts, classes);
        return scope.equals(ClassAccuracy.ALL) ? figures.ofAll() : figures.ofClass(new Category(scope));
    }

    /** Calibration, drift and shares of the window, and what the publication counts. */
    ModelHealth health(ModelTotals totals) {
        Figures all = new ConfusionFigures(window, classes).ofAll();
        long labelled = all.labelled();
        return new ModelHealth(
                model.alias(),
                model.modelId(),
                step.start,
                step.end,
                labelled,
                labelled * 1000.0 / (step.end.toEpochMilli() - step.start.toEpochMilli()),
                ConfusionMatrix.ratio(window.uncertain(), labelled),
                ConfusionMatrix.ratio(window.outOfDistribution(), labelled),
                CalibrationFigures.meanConfidence(window.confidenceMillionths(), labelled),
                all.accuracy(),
                all.interval(),
                all.support(),
                window.unknownTruths(),
                CalibrationFigures.of(window),
                DriftFigures.of(window, classes, totals.expectedShare()),
                InputDriftFigures.of(window, totals.expectedInputs()),
                batchSizes(),
                step.read.intake().toEvent(),
                step.sequence,
                step.read.positions(),
                step.publishedTime);
    }

    private List<ModelHealth.BatchSize> batchSizes() {
        return IntStream.range(0, OutcomeCounts.BATCH_SIZES)
                .filter(size -> window.batchLabels(size) > 0)
                .mapToObj(size -> new ModelHealth.BatchSize(1 << size, window.batchLabels(size)))
                .toList();
    }

    /** The event of an alert that changed its state with {@code row}. */
    AccuracyAlert alert(ClassAccuracy row, State state, AlertRules rules, Instant raisedTime) {
        return new AccuracyAlert(
                model.alias(),
                model.modelId(),
                row.scope(),
                state,
                rules.threshold(row.scope()),
                rules.steps(),
                raisedTime,
                step.start,
                step.end,
                row.window(),
                detail(row, state, rules),
                step.sequence,
                step.publishedTime);
    }

    private String detail(ClassAccuracy row, State state, AlertRules rules) {
        String subject = row.scope() + " of " + model.text();
        if (state == State.ENDED) {
            return subject + ": the model is no longer in use";
        }
        Figures figures = row.window();
        String measured = figures.interval() == null
                ? "unknown"
                : String.format(
                        Locale.ROOT,
                        "%.3f in [%.3f, %.3f]",
                        figures.accuracy(),
                        figures.interval().low(),
                        figures.interval().high());
        return String.format(
                Locale.ROOT,
                "%s: accuracy %s (%d of %d right), %s %.3f for %d steps",
                subject,
                measured,
                figures.correct(),
                figures.support(),
                state == State.RAISED ? "interval under" : "at or over",
                rules.threshold(row.scope()),
                rules.steps());
    }
}
