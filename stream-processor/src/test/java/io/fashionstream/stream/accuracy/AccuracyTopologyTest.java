package io.fashionstream.stream.accuracy;

import static io.fashionstream.event.Category.COAT;
import static io.fashionstream.event.Category.SHIRT;
import static io.fashionstream.event.ClassAccuracy.ALL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.MODEL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.START;
import static io.fashionstream.stream.accuracy.AccuracyDriver.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Evidence;
import io.fashionstream.event.ClassAccuracy.Figures;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccuracyTopologyTest {
    private static final Duration STEP = AccuracySettings.DEFAULT.step();

    private final AccuracyDriver driver = new AccuracyDriver(AccuracySettings.DEFAULT);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aLabelCountsWithTheCategoryThatTheCatalogueDeclared() {
        driver.champion(label("1", SHIRT, SHIRT, START)).champion(label("2", SHIRT, COAT, START));

        Figures figures = driver.after(STEP).after(STEP).latest("SHIRT").window();

        assertThat(figures.labelled()).isEqualTo(2);
        assertThat(figures.support()).isEqualTo(1);
        assertThat(figures.precision()).isEqualTo(0.5);
        assertThat(figures.recall()).isEqualTo(1.0);
    }

    @Test
    void everyScopeIsPublishedAtEveryStepEvenWhenNothingHappens() {
        driver.champion(label("1", SHIRT, SHIRT, START)).after(STEP).rows();

        for (int step = 0; step < 40; step++) {
            driver.after(STEP);
            assertThat(driver.rows()).hasSize(11);
        }
    }

    @Test
    void aWindowIsEmptyOnceItsLabelsAreOldAndTheTotalsStay() {
        driver.champion(label("1", SHIRT, SHIRT, START));

        ClassAccuracy before = driver.after(Duration.ofMinutes(5)).latest(ALL);
        ClassAccuracy after = driver.after(STEP).latest(ALL);

        assertThat(before.windowStart()).isEqualTo(START);
        assertThat(before.window().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(after.windowStart()).isEqualTo(START.plus(STEP));
        assertThat(after.window().evidence()).isEqualTo(Evidence.EMPTY);
        assertThat(after.window().accuracy()).isNull();
        assertThat(after.total().correct()).isEqualTo(1);
    }

    @Test
    void championAndChallengerAreCountedApart() {
        driver.champion(label("1", SHIRT, SHIRT, START)).challenger(label("1", COAT, SHIRT, START));

        driver.after(STEP).after(STEP);

        assertThat(driver.rows())
                .filteredOn(
                        row -> row.value().scope().equals(ALL) && row.value().sequence() == 2)
                .extracting(row -> row.key() + " " + row.value().window().correct())
                .containsExactlyInAnyOrder("champion/" + MODEL + "/ALL 1", "challenger/" + MODEL + "/ALL 0");
    }

    @Test
    void rowsAreCloudEventsWithAnIdOfTheirOwn() {
        driver.champion(label("1", SHIRT, SHIRT, START)).after(STEP).after(STEP);

        assertThat(driver.rows())
                .extracting(row ->
                        new String(row.headers().lastHeader("ce_id").value(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("champion/" + MODEL + "/"));
    }

    @Test
    void theAllRowSaysHowManyLabelsEachTrueClassHas() {
        driver.champion(label("1", SHIRT, SHIRT, START))
                .champion(label("2", SHIRT, COAT, START))
                .champion(label("3", SHIRT, null, START));

        Figures all = driver.after(STEP).after(STEP).latest(ALL).window();

        assertThat(all.labelled()).isEqualTo(3);
        assertThat(all.coverage()).isEqualTo(2 / 3.0);
        assertThat(all.confusion()).isEqualTo(Map.of(SHIRT, 1L, COAT, 1L));
    }
}
