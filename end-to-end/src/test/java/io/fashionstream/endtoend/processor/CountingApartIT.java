package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What answers images and what counts commit apart from each other. */
@ExtendWith(SharedBroker.class)
class CountingApartIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void imagesAndTheirCountsAreReadByGroupsOfTheirOwn(KafkaConnection kafka, Topics topics) throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 2, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (ImageStream images = deployment.images(5);
                StreamProcessor processor = deployment.start("apart", Map.of())) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            images.publish(20);
            Deployment.requireOneRightLabelEach(deployment.awaitLabels(20), 20);

            String application = topics.prefix() + "app";
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(topicsReadBy(kafka, application + "-accuracy"))
                            .contains(topics.imageLabels()));
            assertThat(topicsReadBy(kafka, application)).containsExactly(topics.productImages());
            assertThat(topicsReadBy(kafka, application + "-accuracy")).doesNotContain(topics.productImages());
        }
    }

    private static Set<String> topicsReadBy(KafkaConnection kafka, String group)
            throws ExecutionException, InterruptedException {
        Set<String> topics = new HashSet<>();
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                    .map(TopicPartition::topic)
                    .forEach(topics::add);
        }
        return topics;
    }
}
