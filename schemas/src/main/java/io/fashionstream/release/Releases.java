package io.fashionstream.release;

import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is released at one moment.
 *
 * @param aliases what each alias points at; one without a model is missing
 * @param models every model that can be fetched, newest first
 * @param lastCanary the latest step of any canary, in force or not; null before the first
 */
public record Releases(
        Map<ModelAlias, ModelRelease> aliases,
        List<ArtifactIndex> models,
        @Nullable CanaryStep lastCanary) {
    /** Models under no alias that are kept. */
    public static final int KEPT_WITHOUT_ALIAS = 5;

    public Releases {
        aliases = new TreeMap<>(aliases);
        models = models.stream()
                .sorted(Comparator.comparing(ArtifactIndex::publishedTime)
                        .reversed()
                        .thenComparing(ArtifactIndex::modelId))
                .toList();
    }

    /** Where there never was a canary. */
    public Releases(Map<ModelAlias, ModelRelease> aliases, List<ArtifactIndex> models) {
        this(aliases, models, null);
    }

    /** The step that says now which products a canary serves; empty if the champion serves all. */
    public Optional<CanaryStep> canary() {
        String champion =
                release(ModelAlias.CHAMPION).map(ModelRelease::modelId).orElse(null);
        return Optional.ofNullable(lastCanary).filter(step -> step.isInForce(champion));
    }

    /** A copy, in the order of the aliases. */
    @Override
    public Map<ModelAlias, ModelRelease> aliases() {
        return new TreeMap<>(aliases);
    }

    /** The release of an alias, or empty if it has none. */
    public Optional<ModelRelease> release(ModelAlias alias) {
        return Optional.ofNullable(aliases.get(alias));
    }

    /** The model of that id, if it can be fetched. */
    public Optional<ArtifactIndex> model(String modelId) {
        return models.stream().filter(model -> model.modelId().equals(modelId)).findFirst();
    }

    /**
     * Models to remove: under no alias, no running canary, not what an alias would roll back to, and older than the newest
     * {@value #KEPT_WITHOUT_ALIAS} of that kind.
     */
    List<ArtifactIndex> surplus() {
        Set<String> needed = new HashSet<>();
        for (ModelRelease release : aliases.values()) {
            needed.add(release.modelId());
            Optional.ofNullable(release.previousModelId()).ifPresent(needed::add);
        }
        canary().map(CanaryStep::modelId).ifPresent(needed::add);
        return models.stream()
                .filter(model -> !needed.contains(model.modelId()))
                .skip(KEPT_WITHOUT_ALIAS)
                .toList();
    }
}
