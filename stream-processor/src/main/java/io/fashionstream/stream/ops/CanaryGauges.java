package io.fashionstream.stream.ops;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.Difference;
import io.fashionstream.event.CanaryStep.Evidence;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the running canary does beside the champion, for Prometheus and the page; shown by the one instance that merges the
 * figures. Safe for use by several threads.
 */
public final class CanaryGauges implements MultiCollector {
    private final LongSupplier nanoClock;
    private @Nullable Shown shown;

    /**
     * A running step, and what it has shown so far.
     *
     * @param validUntilNanos after which it is not shown any more: whoever computed it is stuck, or gone
     */
    private record Shown(CanaryStep step, Evidence evidence, long validUntilNanos) {}

    public CanaryGauges() {
        this(System::nanoTime);
    }

    CanaryGauges(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Shows {@code evidence} of the running {@code step}. */
    public synchronized void show(CanaryStep step, Evidence evidence, Duration validity) {
        shown = new Shown(step, evidence, nanoClock.getAsLong() + validity.toNanos());
    }

    /** Shows nothing any more. */
    public synchronized void withdraw() {
        shown = null;
    }

    /** What the running step has shown so far; empty if none runs, or if another instance merges. */
    public synchronized Optional<Evidence> evidence() {
        return now().map(Shown::evidence);
    }

    @Override
    public MetricSnapshots collect() {
        GaugeFamilies families = new GaugeFamilies();
        synchronized (this) {
            now().ifPresent(now -> add(families, now.step(), now.evidence()));
        }
        return families.snapshots();
    }

    private Optional<Shown> now() {
        return Optional.ofNullable(shown).filter(now -> nanoClock.getAsLong() - now.validUntilNanos() <= 0);
    }

    private static void add(GaugeFamilies families, CanaryStep step, Evidence evidence) {
        Labels of = Labels.of("model", step.modelId());
        families.add("canary_share_ratio", "share of the products that the canary serves", of, step.share());
        families.add("canary_step_number", "number of the step, which labels name", of, step.number());
        families.add(
                "canary_support_labels",
                "labels of the step with a truth",
                of,
                evidence.canary().support());
        families.add(
                "canary_champion_support_labels",
                "the same of the champion",
                of,
                evidence.champion().support());
        Difference difference = evidence.difference();
        if (difference != null) {
            families.add(
                    "canary_accuracy_difference_ratio",
                    "accuracy of the canary less that of the champion, in the step",
                    of,
                    difference.value());
            families.add(
                    "canary_accuracy_difference_low_ratio", "lower end of its 95 % interval", of, difference.low());
            families.add(
                    "canary_accuracy_difference_high_ratio", "upper end of its 95 % interval", of, difference.high());
        }
        families.add(
                "canary_margin_ratio",
                "how far that may lie below 0",
                of,
                step.plan().margin());
    }
}
