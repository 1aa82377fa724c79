package io.fashionstream.stream.watch;

import io.fashionstream.event.ClassAccuracy.Interval;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelHealth.Drift;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The health of one model as one line for people. */
public final class HealthText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Paint paint;
    private final ZoneId zone;

    /** @param zone in which times are shown */
    public HealthText(Paint paint, ZoneId zone) {
        this.paint = paint;
        this.zone = zone;
    }

    /** Time, model, rate, accuracy as measured and as estimated, calibration, drift, flags; a dash for what is not known. */
    public String line(ModelHealth health) {
        return String.format(
                Locale.ROOT,
                "%s  %s %s  %,d labels (%.1f/s)  measured %s of %,d%s, estimated %s  ECE %s  drift %s  uncertain %s, unlike %s",
                TIME.format(health.publishedTime().atZone(zone)),
                paint.strong(health.alias().key()),
                ShortId.of(health.modelId()),
                health.labelled(),
                health.labelsPerSecond(),
                ratio(health.measuredAccuracy()),
                health.measuredOn(),
                interval(health.measuredInterval()),
                ratio(health.estimatedAccuracy()),
                ratio(health.calibration().expectedCalibrationError()),
                drift(health.drift()),
                ratio(health.shareUncertain()),
                ratio(health.shareOutOfDistribution()));
    }

    private String drift(Drift drift) {
        String verdict = drift.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Double index = drift.populationStabilityIndex();
        String text = index == null ? verdict : verdict + " (PSI " + ratio(index) + ")";
        return switch (drift.verdict()) {
            case STABLE -> paint.good(text);
            case MODERATE -> paint.strong(text);
            case LARGE -> paint.bad(text);
            case NO_BASELINE, TOO_FEW_LABELS -> paint.faint(text);
        };
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null ? "" : " (" + ratio(interval.low()) + " to " + ratio(interval.high()) + ")";
    }

    private static String ratio(@Nullable Double ratio) {
        return ratio == null ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
    }
}
