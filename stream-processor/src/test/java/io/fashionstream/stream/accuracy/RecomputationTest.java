package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.stream.task.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories, read by several partition tasks and one merge that commit, die and go on at random moments: every row
 * ever committed equals a plain batch computation over exactly the events that its publication names. For more of them:
 * {@code -Daccuracy.seeds=2000}.
 */
class RecomputationTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final long LENGTH = 20_000;
    private static final long MOMENT = 250;
    private static final long SEEDS = Long.getLong("accuracy.seeds", 120);

    /** With what drift of inputs is measured against. */
    private static final ModelRelease RELEASE = new ModelRelease(
            ModelAlias.CHAMPION,
            Scenario.FIRST_CHAMPION,
            null,
            null,
            START,
            null,
            HealthTest.manifest().withInputs(HealthTest.reference()));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    static LongStream moreSeeds() {
        return LongStream.rangeClosed(SEEDS + 1, SEEDS + SEEDS / 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPublishedFigureEqualsABatchComputationOverTheEventsThatItNames(long seed) {
        AccuracySettings settings = settings(seed, Duration.ofHours(24));
        List<PartitionLane> partitions = new ArrayList<>();

        List<Outgoing<?>> published = run(seed, settings, partitions, 3_000);

        Audit audit = new Audit(settings, partitions, false);
        assertThat(published).as("seed %s", seed).hasSizeGreaterThan(100);
        assertThat(published)
                .anyMatch(each -> each.value() instanceof ModelHealth health && health.inputDrift() != null);
        audit.check("seed " + seed, published);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("moreSeeds")
    void whatComesLaterThanTheRetentionIsLeftOutAndCounted(long seed) {
        AccuracySettings settings = settings(seed, Duration.ofSeconds(2));
        List<PartitionLane> partitions = new ArrayList<>();

        List<Outgoing<?>> published = run(seed, settings, partitions, 9_000);

        new Audit(settings, partitions, true).check("seed " + seed, published);
    }

    private static AccuracySettings settings(long seed, Duration retention) {
        TruthPrecedence precedence = seed % 3 == 0 ? TruthPrecedence.DECLARED : TruthPrecedence.GROUND_TRUTH;
        return new AccuracySettings(
                Duration.ofSeconds(5), Duration.ofSeconds(1), retention, precedence, AlertRules.DEFAULT);
    }

    private static List<Outgoing<?>> run(
            long seed, AccuracySettings settings, List<PartitionLane> partitions, long mostDelay) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(4);
        List<Map<String, List<RawEvent>>> topics = new Scenario(seed, START, LENGTH, count, mostDelay).topics();
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new PartitionLane(partition, topics.get(partition), settings, random));
        }
        MergeLane merge = new MergeLane(partitions, settings, random);
        merge.release(RELEASE);
        List<Outgoing<?>> published = new ArrayList<>();
        long step = settings.step().toMillis();
        long mergePhase = MOMENT * random.nextInt(4);
        for (long time = MOMENT; time < LENGTH + 8_000; time += MOMENT) {
            long now = START.toEpochMilli() + time;
            for (PartitionLane partition : partitions) {
                moment(partition, now, random, (time + MOMENT * partitions.indexOf(partition)) % step == 0);
            }
            merge.read(random.nextInt(12));
            if ((time + mergePhase) % step == 0) {
                merge.tick(now);
            }
            if (random.nextInt(20) == 0) {
                merge.crash();
            } else if (random.nextInt(2) == 0) {
                published.addAll(merge.commit());
            }
        }
        published.addAll(merge.commit());
        return published;
    }

    private static void moment(PartitionLane partition, long now, Random random, boolean stepEnds) {
        partition.read(now, random.nextInt(20));
        if (stepEnds) {
            partition.tick(now);
        }
        if (random.nextInt(20) == 0) {
            partition.crash();
        } else if (random.nextInt(2) == 0) {
            partition.commit();
        }
    }
}
