package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.Side;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.release.CanaryVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The evidence of a step is that of all labels that name it, whatever comes first. */
class CanaryEvidenceTest {
    private static final long SEED = Long.getLong("canary.seed", System.nanoTime());
    private static final String CHAMPION = AccuracyDriver.MODEL;
    private static final String CANARY = AccuracyDriver.OTHER_MODEL;
    private static final AccuracySettings SETTINGS = new AccuracySettings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            TruthPrecedence.GROUND_TRUTH,
            new AlertRules(0.7, Map.of(), 2));

    private final Map<Long, CanaryVerdict> followed = new ConcurrentHashMap<>();
    private volatile @Nullable CanaryStep inForce = step(7);
    private final AccuracyDriver driver =
            new AccuracyDriver(SETTINGS, new CanarySteps(() -> Optional.ofNullable(inForce), (number, verdict) -> {
                followed.put(number, verdict);
                return Optional.empty();
            }));

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void labelsOfTheStepCountAndThoseOfOtherStepsAndOfNoneDoNot() {
        driver.champion(label("a", CHAMPION, 7L, Category.BAG)).truth("a", Category.BAG);
        driver.champion(label("b", CANARY, 7L, Category.BAG)).truth("b", Category.COAT);
        driver.champion(label("c", CHAMPION, null, Category.BAG)).truth("c", Category.BAG);
        driver.champion(label("d", CANARY, 6L, Category.BAG)).truth("d", Category.BAG);
        driver.champion(label("e", CANARY, 7L, Category.BAG));

        driver.after(Duration.ofSeconds(20));

        assertThat(driver.canary()).hasValueSatisfying(evidence -> {
            assertCounts(evidence.canary(), 2, 1, 0);
            assertCounts(evidence.champion(), 1, 1, 1);
        });
        assertThat(driver.latest("champion/" + CANARY, "ALL").window().labelled())
                .isEqualTo(3);
    }

    @Test
    void aTruthCountsWhetherItComesBeforeTheLabelOrHoursAfterAndMayBeCorrected() {
        driver.truth("a", Category.BAG).champion(label("a", CANARY, 7L, Category.BAG));
        driver.champion(label("b", CANARY, 7L, Category.BAG));
        driver.after(Duration.ofHours(3));
        driver.truth("b", Category.BAG);
        driver.after(Duration.ofSeconds(20));
        assertThat(driver.canary()).hasValueSatisfying(evidence -> assertCounts(evidence.canary(), 2, 2, 2));

        driver.truth("b", Category.COAT).truth("a", null);
        driver.after(Duration.ofSeconds(20));

        assertThat(driver.canary()).hasValueSatisfying(evidence -> assertCounts(evidence.canary(), 2, 1, 0));
    }

    @Test
    void anAlertOfTheCanaryAloneEndsItAndOneThatTheChampionHasTooDoesNot() {
        for (int image = 0; image < 40; image++) {
            driver.champion(label("old-" + image, CHAMPION, 7L, Category.SHIRT)).truth("old-" + image, Category.COAT);
            driver.champion(label("new-" + image, CANARY, 7L, Category.SHIRT)).truth("new-" + image, Category.COAT);
        }
        driver.after(Duration.ofSeconds(30));
        assertThat(driver.canary())
                .hasValueSatisfying(evidence -> assertThat(evidence.alerts()).isEmpty());
        assertThat(driver.alerts()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(followed).isEmpty();

        for (int image = 0; image < 40; image++) {
            driver.champion(label("bag-" + image, CANARY, 7L, Category.SHIRT)).truth("bag-" + image, Category.BAG);
        }
        driver.after(Duration.ofSeconds(30));

        await().until(() -> followed.containsKey(7L));
        assertThat(followed.get(7L)).satisfies(verdict -> {
            assertThat(verdict.grow()).isFalse();
            assertThat(verdict.reason()).isEqualTo("accuracy is alerted in BAG");
        });
    }

    /** Random labels of two models and three steps, and truths that change their mind, in any order. */
    @Test
    void theEvidenceOfARandomHistoryIsWhatACountOfItsEventsGives() {
        Random random = new Random(SEED);
        List<Runnable> events = new ArrayList<>();
        List<ImageLabel> labels = new ArrayList<>();
        Map<String, Category> truths = new ConcurrentHashMap<>();
        for (int image = 0; image < 400; image++) {
            ImageLabel label = label(
                    "i-" + image,
                    random.nextBoolean() ? CHAMPION : CANARY,
                    random.nextInt(4) == 0 ? null : 6L + random.nextInt(3),
                    category(random));
            labels.add(label);
            events.add(() -> driver.champion(label));
            for (int say = random.nextInt(3); say > 0; say--) {
                Category truth = category(random);
                events.add(() -> {
                    driver.truth(label.imageId(), truth);
                    truths.put(label.imageId(), truth);
                });
            }
        }
        Collections.shuffle(events, random);
        inForce = null;
        events.forEach(event -> {
            event.run();
            if (random.nextInt(50) == 0) {
                driver.after(Duration.ofSeconds(10));
            }
        });

        driver.after(Duration.ofSeconds(20));
        for (long step = 6; step <= 8; step++) {
            inForce = step(step);
            driver.after(Duration.ofSeconds(10));
            CanaryStep.Evidence evidence = driver.canary().orElseThrow();
            assertThat(evidence.canary()).as("seed %d", SEED).isEqualTo(recounted(labels, truths, CANARY, step));
            assertThat(evidence.champion()).as("seed %d", SEED).isEqualTo(recounted(labels, truths, CHAMPION, step));
        }
    }

    /** A step that waits for truths for two days. */
    private static CanaryStep step(long number) {
        CanaryPlan plan =
                new CanaryPlan(List.of(0.05, 1.0), 600_000, Duration.ofDays(2).toMillis(), 0.02, 1000, false);
        return new CanaryStep(
                number, CANARY, CHAMPION, plan, 0.05, CanaryStep.State.RUNNING, AccuracyDriver.START, "begun", null);
    }

    private static Side recounted(List<ImageLabel> labels, Map<String, Category> truths, String model, long step) {
        List<ImageLabel> named = labels.stream()
                .filter(label -> label.modelId().equals(model))
                .filter(label -> label.canaryStep() != null && label.canaryStep() == step)
                .toList();
        List<ImageLabel> known = named.stream()
                .filter(label -> truths.containsKey(label.imageId()))
                .toList();
        long right = known.stream()
                .filter(label -> label.category().equals(truths.get(label.imageId())))
                .count();
        return new StepCounts(named.size(), known.size(), right).side();
    }

    private static Category category(Random random) {
        return Classes.FASHION_MNIST.category(random.nextInt(10));
    }

    private static void assertCounts(Side side, long labelled, long support, long correct) {
        assertThat(List.of(side.labelled(), side.support(), side.correct()))
                .containsExactly(labelled, support, correct);
    }

    private ImageLabel label(String image, String model, @Nullable Long step, Category category) {
        ImageLabel plain = AccuracyDriver.label(image, category, null, driver.now());
        return new ImageLabel(
                plain.image(),
                plain.verdict(),
                new ImageLabel.Computation(model, plain.classifiedTime(), null, null, step));
    }
}
