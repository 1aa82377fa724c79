package io.fashionstream.stream.model;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRollout.Outcome;
import io.fashionstream.event.ModelRollout.Serving;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what became of releases, by outcome, and passes it on. Safe for use by several threads. */
public final class RolloutCounts implements RolloutJournal {
    private final MeterRegistry registry;
    private final RolloutJournal journal;

    public RolloutCounts(MeterRegistry registry, RolloutJournal journal) {
        this.registry = registry;
        this.journal = journal;
        // A counter that appears with its first event shows no increase.
        for (Outcome outcome : Outcome.values()) {
            for (ModelAlias alias : ModelAlias.values()) {
                counter(alias.key(), outcome);
            }
            counter(CanaryStep.KEY, outcome);
        }
    }

    @Override
    public void record(
            ModelAlias alias, String modelId, Outcome outcome, @Nullable String detail, @Nullable Serving serving) {
        counter(alias.key(), outcome).increment();
        journal.record(alias, modelId, outcome, detail, serving);
    }

    @Override
    public void recordCanary(CanaryStep step, Outcome outcome, @Nullable String detail, @Nullable Serving serving) {
        counter(CanaryStep.KEY, outcome).increment();
        journal.recordCanary(step, outcome, detail, serving);
    }

    private Counter counter(String alias, Outcome outcome) {
        return Counter.builder("fashion.stream.rollouts")
                .description("releases that this instance took up, by outcome")
                .tag("alias", alias)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
