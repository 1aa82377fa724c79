package io.fashionstream.stream.model;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelRollout.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the canary's place as the latest step says. A canary that is refused here leaves the champion serving all products
 * of this instance; its next step tries again. Confined to the thread that follows the releases.
 */
final class CanaryFollower<M extends ServingModel> {
    private static final Logger log = LoggerFactory.getLogger(CanaryFollower.class);

    private final CanarySlot<M> slot;
    private final RolloutJournal journal;
    private volatile @Nullable CanaryStep settled;

    /** Loads a model that may serve. */
    interface Loading<M extends ServingModel> {
        /** Empty if nothing is to be loaded any more. */
        Optional<NetworkChoice.Chosen<M>> load(String modelId) throws ModelRefused;
    }

    CanaryFollower(CanarySlot<M> slot, RolloutJournal journal) {
        this.slot = slot;
        this.journal = journal;
    }

    /** Takes up the step that is in force; empty if there is none. */
    void follow(Optional<CanaryStep> wanted, Loading<M> loading) {
        if (wanted.isEmpty()) {
            end();
        } else if (!wanted.get().equals(settled)) {
            settle(wanted.get(), loading);
        }
    }

    /** The step that was taken up last, be it served or refused here; empty if none is in force. From any thread. */
    Optional<CanaryStep> settled() {
        return Optional.ofNullable(settled);
    }

    private void end() {
        CanaryStep before = settled;
        settled = null;
        if (before != null && slot.step().isPresent()) {
            slot.vacate();
            log.info("Canary ended: model={} step={}", before.modelId(), before.number());
            journal.recordCanary(before, Outcome.WITHDRAWN, null, null);
        }
    }

    private void settle(CanaryStep step, Loading<M> loading) {
        try {
            if (slot.modelId().filter(step.modelId()::equals).isPresent()) {
                slot.serve(step);
                journal.recordCanary(step, Outcome.SERVING, null, null);
            } else {
                Optional<NetworkChoice.Chosen<M>> chosen = loading.load(step.modelId());
                if (chosen.isEmpty()) {
                    return;
                }
                slot.serve(chosen.get().model(), step);
                journal.recordCanary(step, Outcome.SERVING, null, chosen.get().serving());
            }
            log.info("Canary serves: model={} step={} share={}", step.modelId(), step.number(), step.share());
        } catch (ModelRefused e) {
            slot.vacate();
            log.error("Canary {}; the champion serves all products here", e.getMessage());
            journal.recordCanary(step, Outcome.REFUSED, e.getMessage(), null);
        }
        settled = step;
    }
}
