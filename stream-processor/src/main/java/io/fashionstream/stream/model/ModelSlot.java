package io.fashionstream.stream.model;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The place of the model that serves now. Whoever uses the model holds a lease meanwhile, so that a swap never waits and
 * never takes a model from under a running batch: the one that was swapped out is closed, and its memory freed, when its
 * last lease ends. Safe for use by several threads.
 */
public final class ModelSlot<M extends ServingModel> {
    private final AtomicReference<@Nullable Tenant<M>> current = new AtomicReference<>();

    /** The right to use one model until closed; for one batch, not longer. */
    public static final class Lease<M extends ServingModel> implements AutoCloseable {
        private final Tenant<M> tenant;

        private Lease(Tenant<M> tenant) {
            this.tenant = tenant;
        }

        public M model() {
            return tenant.model;
        }

        @Override
        public void close() {
            tenant.leave();
        }
    }

    /** A model and how many use it; the slot itself counts as one. */
    private static final class Tenant<M extends ServingModel> {
        private final M model;
        private final AtomicInteger users = new AtomicInteger(1);

        Tenant(M model) {
            this.model = model;
        }

        boolean enter() {
            return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void leave() {
            if (users.decrementAndGet() == 0) {
                model.close();
            }
        }
    }

    /** A lease of the model that serves now, or empty if there is none. */
    public Optional<Lease<M>> lease() {
        while (true) {
            Tenant<M> tenant = current.get();
            if (tenant == null) {
                return Optional.empty();
            }
            if (tenant.enter()) {
                return Optional.of(new Lease<>(tenant));
            }
        }
    }

    /** Lets {@code next} serve from the next lease on. */
    public void serve(M next) {
        leave(current.getAndSet(new Tenant<>(next)));
    }

    /** Lets no model serve from the next lease on. */
    public void vacate() {
        leave(current.getAndSet(null));
    }

    /** Id of the model that serves now, or empty if there is none. */
    public Optional<String> modelId() {
        return Optional.ofNullable(current.get()).map(tenant -> tenant.model.modelId());
    }

    private static void leave(@Nullable Tenant<?> tenant) {
        if (tenant != null) {
            tenant.leave();
        }
    }
}
