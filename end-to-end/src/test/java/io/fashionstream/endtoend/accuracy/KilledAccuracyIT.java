package io.fashionstream.endtoend.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.testkit.process.ProcessorJvm;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real processor in a JVM of its own, killed at random: all that it ever committed to the topics adds up. */
@ExtendWith(SharedBroker.class)
class KilledAccuracyIT {
    private static final JsonCodec<ModelHealth> HEALTH = JsonCodec.of(PayloadTypes.MODEL_HEALTH);
    private static final int PARTITIONS = 3;
    private static final int KILLS = 3;
    private static final long SEED = 1;

    @Test
    void everyPublicationAddsUpAlthoughTheProcessorIsKilledAgainAndAgain(
            KafkaConnection kafka, Topics topics, @TempDir Path folder) throws Exception {
        TestTopics.create(kafka, topics, PARTITIONS);
        new ReleasePublisher(kafka, topics, Duration.ofSeconds(20), Clock.systemUTC())
                .publish(BandModels.numbered(1), ModelAlias.CHAMPION, null);
        Random random = new Random(SEED);

        ProcessorJvm processor = ProcessorJvm.start("killed", kafka, topics, folder, settings(topics));
        try (Catalogue catalogue = new Catalogue(kafka, topics, SEED)) {
            for (int kill = 0; kill < KILLS; kill++) {
                publishUntilCounted(kafka, topics, catalogue, 300L * (kill + 1));
                Thread.sleep(random.nextInt(700));
                catalogue.publish(50);
                processor.kill();
                processor = processor.startAgain();
            }
            catalogue.publish(200);
            awaitAllCounted(kafka, topics, catalogue.images());
        } finally {
            processor.close();
        }

        Recount recount = new Recount(kafka, topics);
        assertThat(recount.checkAll()).as("rows").isGreaterThan(100);
    }

    private static Map<String, String> settings(Topics topics) {
        return Map.of(
                "application.id", topics.prefix() + "app",
                "accuracy.window.ms", "3000",
                "accuracy.step.ms", "500",
                "session.timeout.ms", "3000",
                "transaction.timeout.ms", "5000");
    }

    private static void publishUntilCounted(KafkaConnection kafka, Topics topics, Catalogue catalogue, long labels) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    if (catalogue.images() < labels) {
                        catalogue.publish(60);
                    }
                    return counted(kafka, topics) >= Math.min(labels, catalogue.images());
                });
    }

    private static void awaitAllCounted(KafkaConnection kafka, Topics topics, int images) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> counted(kafka, topics) >= images);
        assertThat(counted(kafka, topics)).isEqualTo(images);
    }

    /** Labels that the newest publication counts. */
    private static long counted(KafkaConnection kafka, Topics topics) {
        return TestTopics.committed(kafka, topics.modelHealth()).stream()
                .map(record -> HEALTH.read(record.value()))
                .max(Comparator.comparing(ModelHealth::sequence))
                .map(health -> health.intake().labels())
                .orElse(0L);
    }
}
