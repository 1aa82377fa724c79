package io.fashionstream.stream.export;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.serde.GroundTruthReader;
import io.fashionstream.event.serde.ReadTruth;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.accuracy.TruthPrecedence;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said about each image, by the rules of the accuracy figures: of several statements of the chosen sources the
 * latest counts, of several with the same time the last in the topic; a statement without category withdraws. Confined to one
 * thread.
 */
final class KnownTruths {
    private final ExportPlan plan;
    private final Map<Image, Map<TruthSource, Said>> said = new HashMap<>();

    private record Image(String productId, String imageId) {}

    private record Said(
            long millis,
            long order,
            @Nullable Category category,
            @Nullable String reviewer) {
        boolean outlasts(@Nullable Said other) {
            return other == null || millis > other.millis || (millis == other.millis && order > other.order);
        }
    }

    /**
     * What counts.
     *
     * @param category null if nothing is known, or if it is none of the classes
     * @param stranger what is known, if it is none of the classes
     * @param conflicting whether the sources name different classes
     */
    record Truth(
            @Nullable Category category,
            @Nullable Category stranger,
            TruthSource source,
            @Nullable String reviewer,
            boolean conflicting) {}

    private long taken;

    KnownTruths(ExportPlan plan) {
        this.plan = plan;
    }

    /** Takes a record of {@code ground-truth}; those of one partition come in its order. */
    void take(SourceRecord stored) {
        if (GroundTruthReader.read(stored) instanceof ReadTruth.Truth read) {
            GroundTruth truth = read.truth();
            TruthSource source = TruthSource.of(truth);
            if (plan.sources().contains(source)) {
                long millis = Math.min(truth.time().toEpochMilli(), stored.timestamp());
                Said statement = new Said(millis, taken++, truth.category(), truth.reviewer());
                said.computeIfAbsent(
                                new Image(read.productId(), truth.imageId()), image -> new EnumMap<>(TruthSource.class))
                        .merge(source, statement, (one, other) -> other.outlasts(one) ? other : one);
            }
        }
    }

    Truth about(String productId, String imageId, @Nullable Category declaredByCatalogue) {
        Map<TruthSource, Said> statements = said.getOrDefault(new Image(productId, imageId), Map.of());
        Category declared = plan.sources().contains(TruthSource.DECLARED) ? declaredByCatalogue : null;
        TruthSource latest = latest(statements);
        Said counting = latest == null ? null : statements.get(latest);
        Category stated = counting == null ? null : counting.category();
        Category chosen = plan.precedence().choose(declared, stated);
        boolean ofCatalogue = stated == null || (declared != null && plan.precedence() == TruthPrecedence.DECLARED);
        Category known = chosen == null ? null : plan.classes().find(chosen).orElse(null);
        return new Truth(
                known,
                known == null ? chosen : null,
                ofCatalogue ? TruthSource.DECLARED : Objects.requireNonNull(latest),
                ofCatalogue || counting == null ? null : counting.reviewer(),
                isConflicting(statements, declared));
    }

    private static @Nullable TruthSource latest(Map<TruthSource, Said> statements) {
        TruthSource latest = null;
        for (Map.Entry<TruthSource, Said> each : statements.entrySet()) {
            Said other = latest == null ? null : statements.get(latest);
            latest = each.getValue().outlasts(other) ? each.getKey() : latest;
        }
        return latest;
    }

    private boolean isConflicting(Map<TruthSource, Said> statements, @Nullable Category declared) {
        Classes classes = plan.classes();
        return Stream.concat(
                                statements.values().stream().map(Said::category).filter(Objects::nonNull),
                                Stream.ofNullable(declared))
                        .map(category -> classes.find(category).orElse(category))
                        .distinct()
                        .count()
                > 1;
    }
}
