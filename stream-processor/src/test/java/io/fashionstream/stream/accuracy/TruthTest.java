package io.fashionstream.stream.accuracy;

import static io.fashionstream.event.Category.BAG;
import static io.fashionstream.event.Category.COAT;
import static io.fashionstream.event.Category.SHIRT;
import static io.fashionstream.event.ClassAccuracy.ALL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.START;
import static io.fashionstream.stream.accuracy.AccuracyDriver.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ModelHealth.Intake;
import io.fashionstream.event.serde.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of truths that come in every way that truths come. */
class TruthTest {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration RETENTION = Duration.ofMinutes(10);

    private AccuracyDriver driver = new AccuracyDriver(settings(TruthPrecedence.GROUND_TRUTH));

    private static AccuracySettings settings(TruthPrecedence precedence) {
        return new AccuracySettings(Duration.ofMinutes(5), STEP, RETENTION, precedence, AlertRules.DEFAULT);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void prefer(TruthPrecedence precedence) {
        driver.close();
        driver = new AccuracyDriver(settings(precedence));
    }

    private Figures total() {
        return driver.after(STEP).after(STEP).latest(ALL).total();
    }

    private Intake intake() {
        return driver.after(STEP).after(STEP).latestHealth().intake();
    }

    @Test
    void aTruthThatWaitsForItsLabelCountsWithIt() {
        driver.truth("1", SHIRT).after(RETENTION.minusSeconds(20)).champion(label("1", SHIRT, null, driver.now()));

        assertThat(total().correct()).isEqualTo(1);
    }

    @Test
    void aTruthThatComesWithinTheRetentionCountsInTheTotalsOfItsLabel() {
        driver.champion(label("1", SHIRT, null, START))
                .after(RETENTION.minusSeconds(20))
                .truth("1", SHIRT);

        assertThat(total().correct()).isEqualTo(1);
    }

    @Test
    void atTheRetentionATruthCountsAndPastItItDoesNot() {
        driver.champion(label("1", SHIRT, null, START))
                .champion(label("2", SHIRT, null, START.plusMillis(1)))
                .after(RETENTION.plus(STEP))
                .truth("1", SHIRT, START.plus(RETENTION).plusMillis(1))
                .truth("2", SHIRT, START.plus(RETENTION).plusMillis(1));

        assertThat(total().support()).isEqualTo(1);
    }

    @Test
    void aTruthSaidTwiceCountsOnce() {
        driver.champion(label("1", SHIRT, null, START)).truth("1", SHIRT).truth("1", SHIRT);

        assertThat(total().support()).isEqualTo(1);
    }

    @Test
    void aCorrectionTakesTheOldOutcomeBackAndCountsTheNewOne() {
        driver.champion(label("1", SHIRT, null, START)).truth("1", COAT);
        assertThat(total().confusion()).isEqualTo(Map.of(COAT, 1L));

        driver.truth("1", SHIRT);

        Figures corrected = total();
        assertThat(corrected.confusion()).isEqualTo(Map.of(SHIRT, 1L));
        assertThat(corrected.correct()).isEqualTo(1);
    }

    @Test
    void aCorrectionThatArrivesBeforeWhatItCorrectsStillWins() {
        driver.after(STEP)
                .champion(label("1", SHIRT, null, START))
                .truth("1", SHIRT, START.plusSeconds(2))
                .truth("1", COAT, START.plusSeconds(1));

        assertThat(total().confusion()).isEqualTo(Map.of(SHIRT, 1L));
    }

    @Test
    void aWithdrawnTruthLeavesTheLabelWithoutOne() {
        driver.champion(label("1", SHIRT, null, START)).truth("1", SHIRT).truth("1", null);

        Figures figures = total();

        assertThat(figures.labelled()).isEqualTo(1);
        assertThat(figures.support()).isZero();
    }

    @Test
    void aWithdrawnTruthGivesTheDeclaredCategoryItsPlaceBack() {
        driver.champion(label("1", SHIRT, BAG, START)).truth("1", SHIRT).truth("1", null);

        assertThat(total().confusion()).isEqualTo(Map.of(BAG, 1L));
    }

    @Test
    void groundTruthWinsOverTheDeclaredCategoryUnlessToldOtherwise() {
        driver.champion(label("1", SHIRT, BAG, START)).truth("1", SHIRT);

        assertThat(total().confusion()).isEqualTo(Map.of(SHIRT, 1L));
    }

    @Test
    void theDeclaredCategoryWinsWhereTheSettingSaysSo() {
        prefer(TruthPrecedence.DECLARED);

        driver.champion(label("1", SHIRT, BAG, START))
                .truth("1", SHIRT)
                .champion(label("2", SHIRT, null, START))
                .truth("2", COAT);

        assertThat(total().confusion()).isEqualTo(Map.of(BAG, 1L, COAT, 1L));
    }

    @Test
    void aTruthCountsForEveryModelThatLabelledTheImage() {
        driver.champion(label("1", SHIRT, null, START))
                .challenger(label("1", COAT, null, START))
                .truth("1", SHIRT);

        driver.after(STEP).after(STEP);

        assertThat(driver.rows())
                .filteredOn(
                        row -> row.value().scope().equals(ALL) && row.value().sequence() == 2)
                .allMatch(row -> row.value().total().support() == 1)
                .hasSize(2);
    }

    @Test
    void aLabelThatComesTwiceCountsOnce() {
        driver.champion(label("1", SHIRT, SHIRT, START)).champion(label("1", COAT, SHIRT, START.plusMillis(5)));

        assertThat(total().labelled()).isEqualTo(1);
        assertThat(intake().duplicateLabels()).isEqualTo(1);
    }

    @Test
    void truthsOfImagesThatNobodyKnowsAreCountedAsSuchUntilTheirLabelComes() {
        driver.champion(label("1", SHIRT, null, START)).truth("2", SHIRT).truth("3", SHIRT);
        assertThat(intake().imagesUnknown()).isEqualTo(2);

        driver.champion(label("2", SHIRT, null, driver.now()));

        assertThat(intake().imagesUnknown()).isEqualTo(1);
    }

    @Test
    void truthsOfRejectedImagesAreCountedAsSuchWhicheverComesFirst() {
        driver.champion(label("1", SHIRT, null, START))
                .rejection("2")
                .truth("2", SHIRT)
                .truth("3", SHIRT)
                .rejection("3");

        assertThat(intake().imagesRejected()).isEqualTo(2);
        assertThat(intake().imagesUnknown()).isZero();
    }

    @Test
    void unreadableEventsAreCountedAndHarmNothing() {
        String topic = Topics.DEFAULT.groundTruth();
        driver.champion(label("1", SHIRT, SHIRT, START))
                .send(topic, "product-of-1", "{".getBytes(StandardCharsets.UTF_8))
                .send(topic, "product-of-1", null)
                .send(topic, null, new byte[] {1})
                .send(Topics.DEFAULT.rejectedImages(), "product-of-1", new byte[] {1});

        assertThat(intake().unreadable()).isEqualTo(4);
        assertThat(total().correct()).isEqualTo(1);
    }
}
