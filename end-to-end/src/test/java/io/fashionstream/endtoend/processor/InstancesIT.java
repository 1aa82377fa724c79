package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class InstancesIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void instancesJoinLeaveAndComeBackUnderLoadAndEachImageIsLabelledOnce(
            String protocol, KafkaConnection kafka, Topics topics) throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 4, folder);
        Map<String, String> settings = Map.of("group.protocol", protocol);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (ImageStream images = deployment.images(11);
                StreamProcessor stays = new StreamProcessor(deployment.settings("stays", settings)).start()) {
            assertThat(stays.awaitReady(LONG)).isTrue();
            images.publish(1_000);

            try (StreamProcessor guest = new StreamProcessor(deployment.settings("guest", settings)).start()) {
                awaitShare(guest, images);
            }
            images.publish(1_000);
            try (StreamProcessor back = new StreamProcessor(deployment.settings("guest", settings)).start()) {
                awaitShare(back, images);
            }

            int count = images.publish(500);
            List<ImageLabel> labels = deployment.awaitLabels(count);
            Deployment.requireOneRightLabelEach(labels, count);
        }
    }

    /** Publishes until {@code instance} has labelled some of it. */
    private static void awaitShare(StreamProcessor instance, ImageStream images) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> {
            images.publish(50);
            return instance.figures().labelled() > 100;
        });
    }
}
