package io.fashionstream.trainer.publish;

import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.artifact.ModelManifest.ClassQuality;
import io.fashionstream.artifact.ModelManifest.Measured;
import io.fashionstream.event.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model by its own measured figures: accuracy, and f1 of every class, each against a stated minimum and against
 * the champion's less a tolerance. The official test set counts, or validation where a model was not tested; the two are
 * never compared with each other.
 */
public final class QualityGate {
    private final GateLimits limits;

    public QualityGate(GateLimits limits) {
        this.limits = limits;
    }

    /** Judges {@code candidate}; {@code champion} is null before the first release. */
    public GateVerdict judge(ModelManifest candidate, @Nullable ModelManifest champion) {
        Measured test = candidate.test();
        String set = test == null ? "validation" : "test";
        Measured found = test == null ? candidate.validation() : test;
        Optional<Measured> rival = Optional.ofNullable(champion)
                .flatMap(other -> Optional.ofNullable(test == null ? other.validation() : other.test()));
        List<GateVerdict.Line> lines = new ArrayList<>();
        lines.add(line(
                "accuracy",
                found.accuracy(),
                rival.map(Measured::accuracy),
                limits.minAccuracy(),
                limits.accuracyTolerance()));
        for (Category category : Category.ALL) {
            lines.add(line(
                    "f1 " + category.displayName(),
                    f1(found, category),
                    rival.map(measured -> f1(measured, category)),
                    limits.minClassF1(),
                    limits.classTolerance()));
        }
        return new GateVerdict(set, found.images(), champion != null, lines);
    }

    private static GateVerdict.Line line(
            String figure, double found, Optional<Double> champion, double minimum, double tolerance) {
        double needed = champion.map(rival -> rival - tolerance).orElse(0.0);
        return new GateVerdict.Line(figure, found, champion.orElse(null), Math.max(minimum, needed), needed > minimum);
    }

    private static double f1(Measured measured, Category category) {
        ClassQuality quality = Objects.requireNonNull(measured.perClass().get(category), category.name());
        return quality.f1();
    }
}
