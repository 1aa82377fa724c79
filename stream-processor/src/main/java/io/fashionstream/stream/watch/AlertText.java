package io.fashionstream.stream.watch;

import io.fashionstream.command.Printable;
import io.fashionstream.event.AccuracyAlert;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An accuracy alert as one line for people. */
public final class AlertText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Paint paint;
    private final ZoneId zone;

    /** @param zone in which times are shown */
    public AlertText(Paint paint, ZoneId zone) {
        this.paint = paint;
        this.zone = zone;
    }

    /** Time, what became of the alert, model, class, and the reason. */
    public String line(AccuracyAlert alert) {
        String state = "%-9s".formatted(alert.state().name().toLowerCase(Locale.ROOT));
        return "%s  %s  %s %s  %-11s %s"
                .formatted(
                        TIME.format(alert.publishedTime().atZone(zone)),
                        alert.state() == AccuracyAlert.State.RAISED ? paint.bad(state) : paint.good(state),
                        alert.alias().key(),
                        ShortId.of(alert.modelId()),
                        Printable.of(alert.scope()),
                        Printable.of(alert.detail()));
    }
}
