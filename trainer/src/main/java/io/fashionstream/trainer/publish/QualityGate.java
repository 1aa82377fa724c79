package io.fashionstream.trainer.publish;

import io.fashionstream.event.Category;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelManifest.ClassQuality;
import io.fashionstream.event.ModelManifest.Measured;
import io.fashionstream.event.ProductClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model by its own measured figures: accuracy, and f1 of every class, each against a stated minimum and against
 * the champion's less a tolerance. The test set counts, or validation where a model was not tested; the two are
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
        for (ProductClass each : candidate.classes().list()) {
            lines.add(line(
                    "f1 " + each.name(),
                    f1(found, each.code()).orElse(0.0),
                    rival.flatMap(measured -> f1(measured, each.code())),
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

    /** Empty if the model does not know the class. */
    private static Optional<Double> f1(Measured measured, Category category) {
        return Optional.ofNullable(measured.perClass().get(category)).map(ClassQuality::f1);
    }
}
