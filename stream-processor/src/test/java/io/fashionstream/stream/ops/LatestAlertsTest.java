package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.AccuracyAlert.State;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestAlertsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final LatestAlerts alerts = new LatestAlerts();

    @Test
    void anAlertIsShownAsItWasLastSaid() {
        alerts.add(alert("SHIRT", State.RAISED, 0));
        alerts.add(alert("COAT", State.RAISED, 1));
        alerts.add(alert("SHIRT", State.RECOVERED, 2));

        assertThat(alerts.shown(START))
                .extracting(AccuracyAlert::scope, AccuracyAlert::state)
                .containsExactly(tuple("COAT", State.RAISED), tuple("SHIRT", State.RECOVERED));
    }

    @Test
    void openAlertsStayAndThoseThatAreOverAreForgottenAfterADay() {
        alerts.add(alert("SHIRT", State.RAISED, 0));
        alerts.add(alert("COAT", State.RECOVERED, 0));
        alerts.add(alert("BAG", State.ENDED, 1));

        assertThat(alerts.shown(START.plus(Duration.ofDays(1)))).hasSize(3);
        assertThat(alerts.shown(START.plus(Duration.ofDays(1)).plusMillis(500)))
                .extracting(AccuracyAlert::scope)
                .containsExactly("SHIRT", "BAG");
        assertThat(alerts.shown(START.plus(Duration.ofDays(20))))
                .extracting(AccuracyAlert::scope)
                .containsExactly("SHIRT");
    }

    private static AccuracyAlert alert(String scope, State state, int second) {
        ClassAccuracy.Figures evidence = new ClassAccuracy.Figures(
                ClassAccuracy.Evidence.MEASURED, 9, 9, 5, 0.55, 0.5, 0.5, 0.5, null, null, 1.0, Map.of());
        Instant time = START.plusSeconds(second);
        return new AccuracyAlert(
                ModelAlias.CHAMPION, "m", scope, state, 0.7, 6, START, START, time, evidence, "so it is", second, time);
    }
}
