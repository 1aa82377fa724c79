package io.fashionstream.stream.ops;

import io.fashionstream.event.AccuracyAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was said last of each alias, model and scope that was ever alerted. One thread. */
final class LatestAlerts {
    /** So long an alert that is over is still shown. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final Comparator<AccuracyAlert> OPEN_FIRST_THEN_NEWEST = Comparator.comparing(LatestAlerts::isOver)
            .thenComparing(AccuracyAlert::publishedTime, Comparator.reverseOrder())
            .thenComparing(AccuracyAlert::scope);

    private final Map<String, AccuracyAlert> latest = new HashMap<>();

    /** Takes in an alert; those of one alias, model and scope come in the order in which they were published. */
    void add(AccuracyAlert alert) {
        latest.put(alert.alias() + "/" + alert.modelId() + "/" + alert.scope(), alert);
    }

    /** The open ones, then those that are over since at most a day; newest first. */
    List<AccuracyAlert> shown(Instant now) {
        latest.values().removeIf(alert -> isOver(alert) && alert.publishedTime().isBefore(now.minus(REMEMBERED)));
        return latest.values().stream().sorted(OPEN_FIRST_THEN_NEWEST).toList();
    }

    private static boolean isOver(AccuracyAlert alert) {
        return alert.state() != AccuracyAlert.State.RAISED;
    }
}
