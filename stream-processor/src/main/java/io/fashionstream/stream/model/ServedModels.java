package io.fashionstream.stream.model;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The models of one instance: a slot for each alias, filled as the releases say. Safe for use by several threads. */
public final class ServedModels implements AutoCloseable {
    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final ModelSlot<ServedModel> challenger = new ModelSlot<>();
    private final CanarySlot<ServedModel> canary = new CanarySlot<>();
    private final ReleaseFollower<ServedModel> follower;

    /** What is to be said of a model that serves. */
    public record Summary(
            ModelAlias alias,
            String modelId,
            String network,
            Precision precision,
            Instant createdTime,
            double validationAccuracy,
            double uncertainBelow,
            double temperature) {
        static Summary of(ModelAlias alias, ServedModel model) {
            ModelManifest manifest = model.manifest();
            return new Summary(
                    alias,
                    model.modelId(),
                    manifest.network(),
                    model.precision(),
                    manifest.signature().createdTime(),
                    manifest.validation().accuracy(),
                    manifest.decision().uncertainBelow().confidence(),
                    manifest.temperature());
        }
    }

    /**
     * Nothing is followed before {@link #follow}.
     *
     * @param precision which network of an artifact serves
     * @param maxImages largest batch, which a model must have run before it serves
     * @param fatal told of errors of the machine that end the following, never of a bad release
     */
    public ServedModels(
            Supplier<? extends ReleaseSource> releases,
            ModelLoader<ServedModel> loader,
            PrecisionSetting precision,
            int maxImages,
            RolloutJournal journal,
            Consumer<Throwable> fatal) {
        Map<ModelAlias, ModelSlot<ServedModel>> slots =
                Map.of(ModelAlias.CHAMPION, champion, ModelAlias.CHALLENGER, challenger);
        NetworkChoice choice = new NetworkChoice(precision, maxImages, new ThreadTime());
        this.follower = new ReleaseFollower<>(releases, loader, slots, canary, choice, journal, fatal);
    }

    /** Begins to take up what is released. */
    public void follow() {
        follower.start();
    }

    /** Waits until a first champion serves; false if none does within {@code patience}. */
    public boolean awaitChampion(Duration patience) throws InterruptedException {
        return follower.awaitChampion(patience);
    }

    /** Takes up no more models; those that serve go on. */
    public void stopFollowing() {
        follower.close();
    }

    public ModelSlot<ServedModel> slot(ModelAlias alias) {
        return alias == ModelAlias.CHAMPION ? champion : challenger;
    }

    /** The place beside the champion's. */
    public CanarySlot<ServedModel> canary() {
        return canary;
    }

    /** The step of a canary that is in force, whether its model serves here or was refused; empty if there is none. */
    public Optional<CanaryStep> canaryStep() {
        return follower.canaryStep();
    }

    /** Id of the model that serves under {@code alias} now, or empty if there is none. */
    public Optional<String> modelId(ModelAlias alias) {
        return slot(alias).modelId();
    }

    /** The models that serve now, the champion first. */
    public List<Summary> summaries() {
        return Stream.of(ModelAlias.values())
                .flatMap(alias -> summary(alias).stream())
                .toList();
    }

    /** What is to be said of the model that serves under {@code alias} now, or empty if there is none. */
    public Optional<Summary> summary(ModelAlias alias) {
        return ask(alias, model -> Summary.of(alias, model));
    }

    /** The classes of the models that serve now, the champion's first. */
    public List<Classes> classes() {
        return Stream.of(ModelAlias.values())
                .flatMap(alias -> ask(alias, model -> model.manifest().classes()).stream())
                .toList();
    }

    private <T> Optional<T> ask(ModelAlias alias, Function<ServedModel, T> question) {
        Optional<ModelSlot.Lease<ServedModel>> lease = slot(alias).lease();
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try (ModelSlot.Lease<ServedModel> held = lease.get()) {
            return Optional.of(question.apply(held.model()));
        }
    }

    /** Lets no model serve any more. */
    @Override
    public void close() {
        follower.close();
        champion.vacate();
        canary.vacate();
        challenger.vacate();
    }
}
