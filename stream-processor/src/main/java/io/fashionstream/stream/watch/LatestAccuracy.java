package io.fashionstream.stream.watch;

import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest row of {@code class-accuracy} for each alias, model and scope. Every publication has rows of the model that
 * the alias points at and of those that it pointed at before, as long as their labels may still get a truth; so who shows
 * figures must say of which model. One thread.
 */
public final class LatestAccuracy {
    /** A model that was not published for so long is forgotten. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Map<ModelAlias, Map<String, Map<String, ClassAccuracy>>> latest = new EnumMap<>(ModelAlias.class);
    private Instant newest = Instant.MIN;

    /** Takes in a row; rows of one alias, model and scope come in the order in which they were published. */
    public void add(ClassAccuracy row) {
        Map<String, Map<String, ClassAccuracy>> models = latest.computeIfAbsent(row.alias(), alias -> new TreeMap<>());
        models.computeIfAbsent(row.modelId(), id -> new TreeMap<>()).put(row.scope(), row);
        newest = row.publishedTime().isAfter(newest) ? row.publishedTime() : newest;
        Instant forgotten = newest.minus(KEPT);
        models.values().removeIf(rows -> publishedTime(rows).isBefore(forgotten));
    }

    /** The model that {@code alias} pointed at when the last rows were published; empty if at none, or not known. */
    public Optional<String> released(ModelAlias alias) {
        return published(alias).stream()
                .filter(model -> rows(alias, model).stream().anyMatch(row -> Boolean.TRUE.equals(row.released())))
                .findFirst();
    }

    /** The models of {@code alias} in the last publication, in the order of their ids. */
    public List<String> published(ModelAlias alias) {
        return models(alias).entrySet().stream()
                .filter(model -> publishedTime(model.getValue()).equals(newest))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The rows of one model, in the order of their scopes' names. */
    public Collection<ClassAccuracy> rows(ModelAlias alias, String modelId) {
        return models(alias).getOrDefault(modelId, Map.of()).values();
    }

    /** The row of a category's name or of {@link ClassAccuracy#ALL}; empty if it was not published. */
    public Optional<ClassAccuracy> row(ModelAlias alias, String modelId, String scope) {
        return Optional.ofNullable(models(alias).getOrDefault(modelId, Map.of()).get(scope));
    }

    private Map<String, Map<String, ClassAccuracy>> models(ModelAlias alias) {
        return latest.getOrDefault(alias, Map.of());
    }

    private static Instant publishedTime(Map<String, ClassAccuracy> rows) {
        return rows.values().stream()
                .map(ClassAccuracy::publishedTime)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
