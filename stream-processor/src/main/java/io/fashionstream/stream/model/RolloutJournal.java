package io.fashionstream.stream.model;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRollout.Outcome;
import io.fashionstream.event.ModelRollout.Serving;
import org.jspecify.annotations.Nullable;

/** Told what became of each release. */
@FunctionalInterface
public interface RolloutJournal {
    /**
     * One release was put into service, refused, or withdrawn.
     *
     * @param detail why it was refused, else null
     * @param serving which of its networks serves, if it does, else null
     */
    void record(ModelAlias alias, String modelId, Outcome outcome, @Nullable String detail, @Nullable Serving serving);

    /** As {@link #record}, of one step of a canary. */
    default void recordCanary(CanaryStep step, Outcome outcome, @Nullable String detail, @Nullable Serving serving) {
        record(ModelAlias.CHAMPION, step.modelId(), outcome, detail, serving);
    }
}
