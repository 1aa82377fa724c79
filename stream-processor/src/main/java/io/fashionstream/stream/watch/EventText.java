package io.fashionstream.stream.watch;

import io.fashionstream.command.Printable;
import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy.Interval;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelHealth.Drift;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.RejectedImage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events as lines for people. Each begins with the time; what a publisher chose is printed without its control characters.
 *
 * @param zone in which times are shown
 * @param classes what models call their classes
 */
public record EventText(Paint paint, ZoneId zone, ReleasedClasses classes) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int SHORT_ID = 8;

    /** Image, category with its confidence, what the catalogue said, flags, delay, model. */
    public String label(ImageLabel label) {
        long delay = Duration.between(label.imageTime(), label.classifiedTime()).toMillis();
        return "%s  %-24s %s  %s%s%s  %s"
                .formatted(
                        time(MILLIS, label.classifiedTime()),
                        Printable.of(label.imageId()),
                        category(label),
                        declared(label),
                        label.uncertain() ? "  " + paint.strong("uncertain") : "",
                        label.outOfDistribution() ? "  " + paint.strong("unlike the training data") : "",
                        paint.faint(delay + " ms, model " + shortId(label.modelId())));
    }

    private String category(ImageLabel label) {
        String text =
                String.format(Locale.ROOT, "%-11s %5.1f %%", name(label, label.category()), label.confidence() * 100);
        Category declared = label.declaredCategory();
        if (declared == null) {
            return text;
        }
        return declared.equals(label.category()) ? paint.good(text) : paint.bad(text);
    }

    private String declared(ImageLabel label) {
        Category declared = label.declaredCategory();
        if (declared == null) {
            return "";
        }
        return declared.equals(label.category()) ? "as declared" : "declared " + name(label, declared);
    }

    private String name(ImageLabel label, Category category) {
        return classes.name(label.modelId(), category);
    }

    /** Image, reason, detail, and where the original record stands. */
    public String rejection(RejectedImage rejected) {
        String position = rejected.sourceTopic() + "/" + rejected.sourcePartition() + "/" + rejected.sourceOffset();
        return "%s  %-24s %s  %s  %s"
                .formatted(
                        time(MILLIS, rejected.rejectedTime()),
                        Printable.of(Objects.requireNonNullElse(rejected.imageId(), "(no image id)")),
                        paint.bad("%-16s".formatted(rejected.reason())),
                        Printable.of(rejected.detail()),
                        paint.faint(position));
    }

    /** What became of the alert, model, class, and the reason. */
    public String alert(AccuracyAlert alert) {
        String state = "%-9s".formatted(alert.state().name().toLowerCase(Locale.ROOT));
        return "%s  %s  %s %s  %-11s %s"
                .formatted(
                        time(SECONDS, alert.publishedTime()),
                        alert.state() == AccuracyAlert.State.RAISED ? paint.bad(state) : paint.good(state),
                        alert.alias().key(),
                        shortId(alert.modelId()),
                        Printable.of(alert.scope()),
                        Printable.of(alert.detail()));
    }

    /** Instance, what it did with which model, and why. */
    public String rollout(ModelRollout rollout) {
        String outcome = "%-9s".formatted(rollout.outcome().name().toLowerCase(Locale.ROOT));
        String painted = switch (rollout.outcome()) {
            case SERVING -> paint.good(outcome);
            case REFUSED -> paint.bad(outcome);
            case WITHDRAWN -> paint.faint(outcome);
        };
        Long step = rollout.canaryStep();
        return "%s  %-20s %s  %s %s%s"
                .formatted(
                        time(SECONDS, rollout.time()),
                        Printable.of(rollout.instanceId()),
                        painted,
                        step == null ? rollout.alias().key() : "canary step " + step + ",",
                        shortId(rollout.modelId()),
                        why(rollout));
    }

    /** Number, what became of the canary, its share, and why. */
    public String canary(CanaryStep step) {
        String state =
                "%-10s".formatted(step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        return String.format(
                Locale.ROOT,
                "%s  %-20s %s canary %s beside %s, %s %% of the products: %s",
                time(SECONDS, step.sinceTime()),
                "step " + step.number(),
                step.state() == CanaryStep.State.TAKEN_BACK ? paint.bad(state) : paint.good(state),
                shortId(step.modelId()),
                shortId(step.championModelId()),
                BigDecimal.valueOf(step.share())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString(),
                Printable.of(step.reason()));
    }

    private static String why(ModelRollout rollout) {
        ModelRollout.@Nullable Serving serving = rollout.serving();
        if (serving != null) {
            return "  %s: %s".formatted(serving.precision().wireName(), Printable.of(serving.reason()));
        }
        @Nullable String detail = rollout.detail();
        return detail == null ? "" : "  " + Printable.of(detail);
    }

    /** Model, rate, accuracy as measured and as estimated, calibration, drift, flags; a dash for what is not known. */
    public String health(ModelHealth health) {
        return String.format(
                Locale.ROOT,
                "%s  %s %s  %,d labels (%.1f/s)  measured %s of %,d%s%s, estimated %s  ECE %s  drift %s%s  uncertain %s, unlike %s",
                time(SECONDS, health.publishedTime()),
                paint.strong(health.alias().key()),
                shortId(health.modelId()),
                health.labelled(),
                health.labelsPerSecond(),
                ratio(health.measuredAccuracy()),
                health.measuredOn(),
                interval(health.measuredInterval()),
                unknownTruths(health),
                ratio(health.estimatedAccuracy()),
                ratio(health.calibration().expectedCalibrationError()),
                drift(health.drift().verdict(), health.drift().populationStabilityIndex(), "PSI"),
                health.farthestInput().map(this::inputs).orElse(""),
                ratio(health.shareUncertain()),
                ratio(health.shareOutOfDistribution()));
    }

    private String unknownTruths(ModelHealth health) {
        Long unknown = health.unknownTruths();
        return unknown == null || unknown == 0
                ? ""
                : paint.strong(String.format(Locale.ROOT, ", %,d truths of no class of the model", unknown));
    }

    private String inputs(ModelHealth.InputDrift farthest) {
        String index = farthest.measure().wireName() + " PSI";
        return "  pictures " + drift(farthest.verdict(), farthest.populationStabilityIndex(), index);
    }

    private String drift(Drift.Verdict drift, @Nullable Double index, String indexName) {
        String verdict = drift.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String text = index == null ? verdict : verdict + " (" + indexName + " " + ratio(index) + ")";
        return switch (drift) {
            case STABLE -> paint.good(text);
            case MODERATE -> paint.strong(text);
            case LARGE -> paint.bad(text);
            case NO_BASELINE, TOO_FEW_LABELS -> paint.faint(text);
        };
    }

    private String time(DateTimeFormatter form, Instant instant) {
        return form.format(instant.atZone(zone));
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null ? "" : " (" + ratio(interval.low()) + " to " + ratio(interval.high()) + ")";
    }

    private static String ratio(@Nullable Double ratio) {
        return ratio == null ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    /** Model ids are 64 characters long; eight tell them apart. */
    static String shortId(String modelId) {
        return modelId.substring(0, Math.min(SHORT_ID, modelId.length()));
    }
}
