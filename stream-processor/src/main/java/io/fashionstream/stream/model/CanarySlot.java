package io.fashionstream.stream.model;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.release.CanaryShare;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of a canary: its model, and the step that says which products it serves. Whoever leases it names the champion
 * that serves beside it; beside any other than the one that the canary is held against, there is no canary. So whichever of
 * the two moves first, no product gets a model that no step gave it. Safe for use by several threads.
 */
public final class CanarySlot<M extends ServingModel> {
    private final ModelSlot<M> slot = new ModelSlot<>();
    private volatile @Nullable Terms terms;

    private record Terms(CanaryStep step, CanaryShare share) {
        static Terms of(CanaryStep step) {
            return new Terms(step, new CanaryShare(step.modelId(), step.share()));
        }
    }

    /** The right to use the canary for its share of the products until closed; for one batch, not longer. */
    public static final class Lease<M extends ServingModel> implements AutoCloseable {
        private final ModelSlot.Lease<M> held;
        private final Terms terms;

        private Lease(ModelSlot.Lease<M> held, Terms terms) {
            this.held = held;
            this.terms = terms;
        }

        public M model() {
            return held.model();
        }

        /** Whether the canary serves the product. */
        public boolean takes(String productId) {
            return terms.share().takes(productId);
        }

        /** Number of the step that says so. */
        public long step() {
            return terms.step().number();
        }

        @Override
        public void close() {
            held.close();
        }
    }

    /** A lease of the canary, or empty if none serves beside the champion {@code championId}. */
    public Optional<Lease<M>> lease(String championId) {
        Terms now = terms;
        if (now == null || !now.step().championModelId().equals(championId)) {
            return Optional.empty();
        }
        Optional<ModelSlot.Lease<M>> held = slot.lease();
        if (held.isPresent() && !held.get().model().modelId().equals(now.step().modelId())) {
            held.get().close();
            return Optional.empty();
        }
        return held.map(lease -> new Lease<>(lease, now));
    }

    /** The step that is followed; empty if there is no canary. */
    public Optional<CanaryStep> step() {
        return Optional.ofNullable(terms).map(Terms::step);
    }

    /** Id of the model that is here, or empty if there is none. */
    public Optional<String> modelId() {
        return slot.modelId();
    }

    /** Lets {@code model} serve from the next lease on, as {@code step} says. */
    public void serve(M model, CanaryStep step) {
        terms = null;
        slot.serve(model);
        terms = Terms.of(step);
    }

    /** Lets the model that is here serve as {@code step} says, from the next lease on. */
    public void serve(CanaryStep step) {
        terms = Terms.of(step);
    }

    /** Lets no canary serve from the next lease on. */
    public void vacate() {
        terms = null;
        slot.vacate();
    }
}
