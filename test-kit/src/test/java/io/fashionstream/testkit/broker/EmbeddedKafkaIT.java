package io.fashionstream.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.connection.KafkaConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @Test
    void startedAgainItHoldsWhatWasCommittedAndItsClientsGoOn(@TempDir Path directory) throws Exception {
        EmbeddedKafka first = EmbeddedKafka.start(directory);
        createTopic(first.connection(), "kept");
        try (KafkaProducer<String, String> producer = transactional(first.connection())) {
            commit(producer, "before");
            first.close();

            try (EmbeddedKafka second = first.startAgain()) {
                commit(producer, "after");

                assertThat(second.port()).isEqualTo(first.port());
                assertThat(committed(second.connection(), 2)).containsExactly("before", "after");
            }
        }
    }

    @Test
    void aTakenPortIsNamedAndAnyFreePortIsFoundBesideIt(@TempDir Path directory) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort(), Map.of()))
                    .isInstanceOf(BrokerUnavailable.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is taken");

            try (EmbeddedKafka broker = EmbeddedKafka.start(directory)) {
                assertThat(broker.port()).isNotEqualTo(taken.getLocalPort());
            }
        }
    }

    @Test
    void topicsAreNotCreatedByUseAndAFatalFaultLeavesTheJvmAlive(@TempDir Path directory) {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory)) {
            Map<String, Object> impatient = broker.connection().with(Map.of("max.block.ms", 500));
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(impatient, new StringSerializer(), new StringSerializer())) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("unknown", "x"))
                                .get())
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(TimeoutException.class);
            }

            assertThatThrownBy(() -> Exit.halt(1, "disk on fire"))
                    .isInstanceOf(BrokerUnavailable.class)
                    .hasMessageContaining("disk on fire");
        }
    }

    private static void createTopic(KafkaConnection connection, String name) throws Exception {
        try (Admin admin = Admin.create(connection.with(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, String> transactional(KafkaConnection connection) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                connection.with(Map.of("transactional.id", "catalogue")),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static void commit(KafkaProducer<String, String> producer, String value) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("kept", value)).get();
        producer.commitTransaction();
    }

    private static List<String> committed(KafkaConnection connection, int count) {
        Map<String, Object> settings =
                connection.with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("kept", 0)));
            for (int polls = 0; polls < 100 && values.size() < count; polls++) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
