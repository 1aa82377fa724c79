package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ProcessorState;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Topics come into being because somebody creates them, never because somebody uses them. */
@ExtendWith(SharedBroker.class)
class MissingTopicsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aProcessorThatMayNotCreateTopicsWaitsForThemLiveButNotReady(KafkaConnection kafka, Topics topics)
            throws Exception {
        ProcessorSettings settings = ProcessorSettings.of(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "topic.prefix",
                topics.prefix(),
                "topic.create",
                "false",
                "application.id",
                topics.prefix() + "app",
                "state.dir",
                folder.toString(),
                "http.port",
                "0"));
        try (StreamProcessor processor = new StreamProcessor(settings).start()) {
            await().during(Duration.ofSeconds(2))
                    .atMost(LONG)
                    .until(() -> processor.isLive() && processor.state() == ProcessorState.WAITING_FOR_BROKER);
            assertThat(names(kafka)).noneMatch(name -> name.startsWith(topics.prefix()));

            new Deployment(kafka, topics, 1, folder).release(CHAMPION, BandModels.numbered(1));

            assertThat(processor.awaitReady(LONG)).isTrue();
        }
    }

    @Test
    void anImageForATopicThatDoesNotExistIsRefusedAndCreatesNone(KafkaConnection kafka, Topics topics)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka.with(Map.of("max.block.ms", 1_000)), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topics.productImages(), new byte[1]))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining(topics.productImages() + " not present in metadata");
        }

        assertThat(names(kafka)).noneMatch(name -> name.startsWith(topics.prefix()));
    }

    private static Set<String> names(KafkaConnection kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            return admin.listTopics().names().get();
        }
    }
}
