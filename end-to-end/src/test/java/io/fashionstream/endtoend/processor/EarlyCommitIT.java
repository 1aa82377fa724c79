package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class EarlyCommitIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void anImageThatComesAloneIsVisibleLongBeforeTheCommitIntervalIsOver(KafkaConnection kafka, Topics topics)
            throws Exception {
        assertThat(timeOfALoneImage(kafka, topics, "true")).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void withoutEarlyCommitsTheIntervalDecides(KafkaConnection kafka, Topics topics) throws Exception {
        assertThat(timeOfALoneImage(kafka, topics, "false")).isGreaterThan(Duration.ofSeconds(5));
    }

    /** Time from sending one image to its committed label, at a commit interval of 10 s, when others came before. */
    private Duration timeOfALoneImage(KafkaConnection kafka, Topics topics, String early) throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        Map<String, String> settings =
                Map.of("commit.interval.ms", "10000", "commit.early", early, "transaction.timeout.ms", "30000");
        try (ImageStream images = deployment.images(1);
                StreamProcessor processor = new StreamProcessor(deployment.settings("early-" + early, settings))) {
            processor.start();
            assertThat(processor.awaitReady(LONG)).isTrue();
            images.publish(5);
            deployment.awaitLabels(5);

            long start = System.nanoTime();
            images.publish(1);
            Deployment.requireOneRightLabelEach(deployment.awaitLabels(6), 6);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
