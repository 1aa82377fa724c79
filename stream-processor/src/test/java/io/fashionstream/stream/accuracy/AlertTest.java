package io.fashionstream.stream.accuracy;

import static io.fashionstream.event.Category.COAT;
import static io.fashionstream.event.Category.SHIRT;
import static io.fashionstream.event.ClassAccuracy.ALL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.AccuracyAlert.State;
import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertTest {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final AccuracySettings SETTINGS = new AccuracySettings(
            Duration.ofSeconds(5),
            STEP,
            Duration.ofSeconds(60),
            TruthPrecedence.GROUND_TRUTH,
            new AlertRules(0.5, Map.of(ALL, 0.001), 3));

    private final AccuracyDriver driver = new AccuracyDriver(SETTINGS);
    private int images;

    @AfterEach
    void close() {
        driver.close();
    }

    /** So many steps, in each of which so many shirts were labelled right, and so many wrong. */
    private List<AccuracyAlert> steps(int count, int right, int wrong) {
        for (int i = 0; i < count * (right + wrong); i++) {
            Category answer = i % (right + wrong) < right ? SHIRT : COAT;
            driver.champion(label("image-" + images++, answer, SHIRT, driver.now()));
            if (i % (right + wrong) == right + wrong - 1) {
                driver.after(STEP);
            }
        }
        return driver.alerts();
    }

    @Test
    void anAlertIsRaisedOnceWithItsEvidenceWhenAClassIsTooBad() {
        List<AccuracyAlert> alerts = steps(10, 1, 9);

        assertThat(alerts).hasSize(1);
        AccuracyAlert raised = alerts.get(0);
        assertThat(raised.state()).isEqualTo(State.RAISED);
        assertThat(raised.scope()).isEqualTo("SHIRT");
        assertThat(raised.threshold()).isEqualTo(0.5);
        assertThat(raised.steps()).isEqualTo(3);
        assertThat(raised.evidence().support()).isEqualTo(30);
        assertThat(raised.evidence().correct()).isEqualTo(3);
        assertThat(raised.detail())
                .isEqualTo("SHIRT of champion/" + AccuracyDriver.MODEL
                        + ": accuracy 0.100 in [0.035, 0.256] (3 of 30 right), interval under 0.500 for 3 steps");
    }

    @Test
    void itRecoversOnceAndSaysSinceWhenItStood() {
        AccuracyAlert raised = steps(10, 0, 10).get(0);

        List<AccuracyAlert> later = steps(15, 40, 0);

        assertThat(later).hasSize(1);
        assertThat(later.get(0).state()).isEqualTo(State.RECOVERED);
        assertThat(later.get(0).raisedTime()).isEqualTo(raised.publishedTime());
        assertThat(later.get(0).evidence().accuracy()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void fewLabelsProveNothing() {
        assertThat(steps(1, 0, 2)).isEmpty();
        assertThat(driver.after(Duration.ofSeconds(20)).alerts()).isEmpty();
    }

    @Test
    void aModelOutOfUseEndsItsAlert() {
        assertThat(steps(5, 0, 10)).hasSize(1);

        driver.champion(other()).after(Duration.ofSeconds(70)).champion(other()).after(Duration.ofSeconds(5));

        assertThat(driver.alerts()).extracting(AccuracyAlert::state).containsExactly(State.ENDED);
    }

    private ImageLabel other() {
        ImageLabel label = label("image-" + images++, SHIRT, null, driver.now());
        return new ImageLabel(
                label.image(),
                label.verdict(),
                new ImageLabel.Computation(AccuracyDriver.OTHER_MODEL, label.classifiedTime(), null, null));
    }
}
