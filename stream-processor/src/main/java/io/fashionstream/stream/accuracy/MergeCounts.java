package io.fashionstream.stream.accuracy;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.AccuracyAlert.State;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.Evidence;
import io.fashionstream.event.CanaryStep.Side;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ops.CanaryGauges;
import io.fashionstream.stream.ops.FigureGauges;
import io.fashionstream.stream.ops.ModelFigures;
import io.fashionstream.stream.task.Destination;
import io.fashionstream.stream.task.Outgoing;
import io.fashionstream.stream.task.Task;
import io.fashionstream.stream.task.TaskSupplier;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The {@code merge-counts} processor, of which there is one: adds up what the partitions report, and every step
 * publishes all figures of all models in use, whether anything was reported or not.
 */
final class MergeCounts implements Task<String, MergeInput> {
    private static final URI SOURCE = URI.create("/fashion-stream/accuracy");

    private final ProcessorContext<String, Outgoing<?>> context;
    private final AccuracySettings settings;
    private final Destinations destinations;
    private final MergedCounts merged;
    private final Shown shown;
    private final CanarySteps canaries;
    private final CloudEventHeaders headers = new CloudEventHeaders(SOURCE);

    private MergeCounts(
            ProcessorContext<String, Outgoing<?>> context,
            Destinations destinations,
            AccuracySettings settings,
            Shown shown,
            CanarySteps canaries) {
        require(
                context.taskId().partition() == 0,
                "the topic of model releases must have 1 partition, or there would be several merges; found partition %s",
                context.taskId().partition());
        this.context = context;
        this.settings = settings;
        this.destinations = destinations;
        this.merged = new MergedCounts(context);
        this.shown = shown;
        this.canaries = canaries;
        context.schedule(settings.step(), PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    /** Where this instance shows what it computes. */
    record Shown(FigureGauges figures, CanaryGauges canary) {}

    /** The processor, and its stores. */
    static ProcessorSupplier<String, MergeInput, String, Outgoing<?>> supplier(
            Topics topics, AccuracySettings settings, Shown shown, CanarySteps canaries) {
        Destinations destinations = new Destinations(
                Destination.of(PayloadTypes.CLASS_ACCURACY, topics.classAccuracy()),
                Destination.of(PayloadTypes.MODEL_HEALTH, topics.modelHealth()),
                Destination.of(PayloadTypes.ACCURACY_ALERT, topics.accuracyAlerts()));
        return new TaskSupplier<>(
                context -> new MergeCounts(context, destinations, settings, shown, canaries), AccuracyStores.ofMerge());
    }

    private record Destinations(
            Destination<ClassAccuracy> rows, Destination<ModelHealth> health, Destination<AccuracyAlert> alerts) {}

    @Override
    public void process(Record<String, MergeInput> record) {
        if (record.value() instanceof PartialCounts report) {
            merged.add(record.key(), report);
        } else if (record.value() instanceof MergeInput.Released released) {
            merged.release(released.alias(), released.release());
        }
    }

    /** Stops showing figures: the instance that merges from now on shows them. */
    @Override
    public void close() {
        shown.figures().withdraw(this);
        shown.canary().withdraw();
    }

    private void publish(long now) {
        Buckets buckets = settings.buckets();
        long end = buckets.windowEnd(now);
        long start = end - buckets.window();
        SortedMap<ModelKey, ModelTotals> models = merged.models();
        ModelReport.Step step = new ModelReport.Step(
                merged.nextSequence(),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                Instant.ofEpochMilli(now),
                merged.read());
        List<ModelFigures> released = new ArrayList<>();
        models.forEach((model, totals) -> {
            OutcomeCounts window = merged.window(model, start, end);
            ModelReport report =
                    new ModelReport(model, totals.classes(), window, totals.counts(), totals.isReleased(), step);
            if (inUse(model, totals, models, start)) {
                ModelFigures published = publish(report, totals);
                if (report.released()) {
                    released.add(published);
                }
            } else {
                endAlerts(report, totals);
            }
        });
        shown.figures().show(this, settings.validity(), released);
        shown.canary().withdraw();
        canaries.toJudge().ifPresent(canary -> judge(canary, models, step));
    }

    private void judge(CanaryStep canary, SortedMap<ModelKey, ModelTotals> models, ModelReport.Step step) {
        ModelTotals one = totals(canary.modelId(), models);
        ModelTotals other = totals(canary.championModelId(), models);
        Side side = one.step(canary.number()).side();
        Side beside = other.step(canary.number()).side();
        long since = canary.sinceTime().toEpochMilli();
        List<String> alerts = one.raised().stream()
                .filter(scope -> one.alert(scope).raisedMillis() >= since)
                .filter(scope -> !other.raised().contains(scope))
                .sorted()
                .toList();
        Evidence evidence =
                new Evidence(side, beside, CanaryDecision.difference(side, beside), alerts, step.sequence());
        shown.canary().show(canary, evidence, settings.validity());
        CanaryDecision.of(canary, evidence, step.publishedTime())
                .ifPresent(verdict -> canaries.follow(canary, verdict));
    }

    private static ModelTotals totals(String modelId, SortedMap<ModelKey, ModelTotals> models) {
        return models.getOrDefault(new ModelKey(ModelAlias.CHAMPION, modelId), new ModelTotals());
    }

    /** Released, or the latest that gave labels in its role, or one whose labels may still get a truth. */
    private boolean inUse(
            ModelKey model, ModelTotals totals, SortedMap<ModelKey, ModelTotals> models, long windowStart) {
        return totals.isReleased()
                || totals.newestBucket() >= windowStart - settings.retention().toMillis()
                || totals.newestBucket() == newestOf(model.alias(), models);
    }

    private static long newestOf(ModelAlias alias, SortedMap<ModelKey, ModelTotals> models) {
        return models.entrySet().stream()
                .filter(model -> model.getKey().alias() == alias)
                .map(Map.Entry::getValue)
                .mapToLong(ModelTotals::newestBucket)
                .max()
                .orElse(PartialCounts.Bucket.OUTSIDE);
    }

    private ModelFigures publish(ModelReport report, ModelTotals totals) {
        List<ClassAccuracy> rows = new ArrayList<>();
        for (String scope : totals.scopes()) {
            ClassAccuracy row = report.row(scope);
            rows.add(row);
            forward(report, report.model().text() + "/" + scope, destinations.rows(), row);
            watch(report, totals, row);
        }
        ModelHealth health = report.health(totals);
        forward(report, report.model().text(), destinations.health(), health);
        merged.put(report.model(), totals);
        return new ModelFigures(rows, health, totals.raised(), settings.alerts().thresholds(totals.scopes()));
    }

    private void watch(ModelReport report, ModelTotals totals, ClassAccuracy row) {
        AlertRules rules = settings.alerts();
        AlertState before = totals.alert(row.scope());
        long now = report.step().publishedTime().toEpochMilli();
        AlertState after = before.after(row.window(), rules.threshold(row.scope()), rules.steps(), now);
        totals.alert(row.scope(), after);
        if (after.raised() && !before.raised()) {
            alert(report, row, State.RAISED, after);
        } else if (before.raised() && !after.raised()) {
            alert(report, row, State.RECOVERED, before);
        }
    }

    private void endAlerts(ModelReport report, ModelTotals totals) {
        for (String scope : totals.scopes()) {
            AlertState before = totals.alert(scope);
            if (before.raised()) {
                totals.alert(scope, AlertState.QUIET);
                alert(report, report.row(scope), State.ENDED, before);
                merged.put(report.model(), totals);
            }
        }
    }

    private void alert(ModelReport report, ClassAccuracy row, State state, AlertState raised) {
        Instant raisedTime = Instant.ofEpochMilli(raised.raisedMillis());
        forward(
                report,
                report.model().text() + "/" + row.scope(),
                destinations.alerts(),
                report.alert(row, state, settings.alerts(), raisedTime));
    }

    private <T> void forward(ModelReport report, String key, Destination<T> destination, T event) {
        Instant time = report.step().publishedTime();
        Record<String, Outgoing<?>> record = new Record<>(key, destination.outgoing(event), time.toEpochMilli());
        headers.write(
                record.headers(), destination.type(), key + "/" + report.step().sequence(), key, time);
        context.forward(record);
    }
}
