package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an instance's page is told of all instances, by a broker. */
@ExtendWith(SharedBroker.class)
class LiveStateIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int IMAGES = 30;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void itNamesTheInstancesWhatWaitsAndWhatWasRejected(String protocol, KafkaConnection kafka, Topics topics)
            throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 4, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        Map<String, String> settings = Map.of("group.protocol", protocol, "accuracy.step.ms", "1000");
        try (ImageStream images = deployment.images(3);
                StreamProcessor one = new StreamProcessor(deployment.settings("one", settings)).start()) {
            assertThat(one.awaitReady(LONG)).isTrue();
            try (StreamProcessor two = new StreamProcessor(deployment.settings("two", settings)).start()) {
                assertThat(two.awaitReady(LONG)).isTrue();
                publishBroken(kafka, topics);
                images.publish(IMAGES);
                deployment.awaitLabels(IMAGES);
                await().atMost(LONG).untilAsserted(() -> requireTwoInstances(get(one, "state.json")));
                assertThat(get(one, "state.json").at("/lastRejections").size()
                                + get(two, "state.json").at("/lastRejections").size())
                        .isEqualTo(1);
            }
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(instance(get(one, "state.json"), "two")
                                    .at("/present")
                                    .booleanValue())
                            .isFalse());
            requireHistory(get(one, "history.json"));
        }
    }

    private static void requireTwoInstances(JsonNode state) {
        JsonNode group = state.at("/together/group");
        assertThat(group.at("/waiting").intValue()).isZero();
        assertThat(group.at("/partitions").intValue()).isEqualTo(4);
        assertThat(group.at("/instances"))
                .hasSize(2)
                .allMatch(each -> each.at("/present").booleanValue());
        assertThat(instance(state, "one").at("/partitions").intValue()
                        + instance(state, "two").at("/partitions").intValue())
                .isEqualTo(4);
        assertThat(state.at("/together/health"))
                .hasSize(1)
                .allMatch(report -> report.at("/labelled").intValue() == IMAGES);
    }

    private static JsonNode instance(JsonNode state, String id) {
        for (JsonNode each : state.at("/together/group/instances")) {
            if (each.at("/instanceId").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError("no instance " + id + " in " + state.at("/together/group"));
    }

    private static void requireHistory(JsonNode history) {
        assertThat(history.at("/seconds")).hasSizeGreaterThan(1);
        assertThat(history)
                .hasSize(7)
                .allMatch(column -> column.size() == history.at("/seconds").size());
        assertThat(history.at("/modelIds/0").asText()).hasSize(64);
    }

    private static void publishBroken(KafkaConnection kafka, Topics topics) throws Exception {
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.productImages(), "broken", "no picture".getBytes(US_ASCII)))
                    .get();
        }
        TestTopics.awaitCommitted(kafka, topics.rejectedImages(), 1, LONG);
    }

    private static JsonNode get(StreamProcessor processor, String page) throws IOException {
        try (InputStream json = processor.address().resolve(page).toURL().openStream()) {
            return new JsonMapper().readTree(json);
        }
    }
}
