package io.fashionstream.stream.watch;

import io.fashionstream.command.Printable;
import io.fashionstream.event.ModelRollout;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an instance did with a release, as one line for people. */
public final class RolloutText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Paint paint;
    private final ZoneId zone;

    /** @param zone in which times are shown */
    public RolloutText(Paint paint, ZoneId zone) {
        this.paint = paint;
        this.zone = zone;
    }

    /** Time, instance, what it did with which model, and why. */
    public String line(ModelRollout rollout) {
        String outcome = "%-9s".formatted(rollout.outcome().name().toLowerCase(Locale.ROOT));
        return "%s  %-20s %s  %s %s%s"
                .formatted(
                        TIME.format(rollout.time().atZone(zone)),
                        Printable.of(rollout.instanceId()),
                        painted(rollout.outcome(), outcome),
                        rollout.alias().key(),
                        ShortId.of(rollout.modelId()),
                        why(rollout));
    }

    private static String why(ModelRollout rollout) {
        ModelRollout.@Nullable Serving serving = rollout.serving();
        if (serving != null) {
            return "  %s: %s".formatted(serving.precision().wireName(), Printable.of(serving.reason()));
        }
        @Nullable String detail = rollout.detail();
        return detail == null ? "" : "  " + Printable.of(detail);
    }

    private String painted(ModelRollout.Outcome outcome, String text) {
        return switch (outcome) {
            case SERVING -> paint.good(text);
            case REFUSED -> paint.bad(text);
            case WITHDRAWN -> paint.faint(text);
        };
    }
}
