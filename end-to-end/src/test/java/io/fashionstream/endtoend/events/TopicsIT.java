package io.fashionstream.endtoend.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.connection.TopicCreationFailed;
import io.fashionstream.connection.TopicSpec;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class TopicsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] EIGHT_MEBIBYTES_OF_ZEROS = new byte[8 * 1024 * 1024];

    @Test
    void theBrokerTakesEveryTopicAndASecondRunFindsAllAsItShouldBe(KafkaConnection kafka, Topics topics) {
        TopicCreation creation = new TopicCreation(kafka, PATIENCE);
        List<TopicSpec> specs = TopicSpecs.of(topics, 3);

        TopicCreation.Outcome first = creation.create(specs, 1);
        TopicCreation.Outcome second = creation.create(specs, 1);

        assertThat(first.created()).hasSize(specs.size());
        assertThat(second.created()).isEmpty();
        assertThat(second.existing()).hasSize(specs.size());
        assertThat(second.differences()).isEmpty();
    }

    @RepeatedTest(5)
    void aCreatedTopicHasAllItsPartitionsAtOnceForWhoeverAsks(KafkaConnection kafka, Topics topics) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka.with(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicSpec> specs = TopicSpecs.of(topics, 20);

            new TopicCreation(kafka, PATIENCE).create(specs, 1);

            assertThat(specs)
                    .allSatisfy(spec ->
                            assertThat(consumer.partitionsFor(spec.name())).hasSize(spec.partitions()));
        }
    }

    /** A leader that does not lead yet refuses first batches, and a producer that sends several may never get over it. */
    @RepeatedTest(5)
    void theLeadersOfACreatedTopicAnswerAtOnceWhoeverAsks(KafkaConnection kafka, Topics topics) {
        try (Admin once = Admin.create(kafka.with(Map.of("retries", 0)))) {
            TopicSpec spec = new TopicSpec(topics.productImages(), 200, Map.of());
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < spec.partitions(); partition++) {
                ends.put(new TopicPartition(spec.name(), partition), OffsetSpec.latest());
            }

            new TopicCreation(kafka, PATIENCE).create(List.of(spec), 1);

            assertThat(once.listOffsets(ends).all().toCompletionStage().toCompletableFuture())
                    .succeedsWithin(PATIENCE);
        }
    }

    @Test
    void whatDiffersIsSaidAndLeftAlone(KafkaConnection kafka, Topics topics) {
        TopicCreation creation = new TopicCreation(kafka, PATIENCE);
        creation.create(List.of(new TopicSpec(topics.productImages(), 2, Map.of("retention.ms", "1000"))), 1);

        TopicCreation.Outcome outcome = creation.create(TopicSpecs.of(topics, 3), 1);

        assertThat(outcome.differences())
                .extracting(TopicCreation.Difference::toString)
                .containsExactly(
                        topics.productImages() + ": compression.type should be uncompressed, is producer",
                        topics.productImages() + ": partitions should be 3, is 2",
                        topics.productImages() + ": retention.ms should be 604800000, is 1000");
    }

    @Test
    void theCommandFailsOnADifferenceUnlessThatIsAccepted(KafkaConnection kafka, Topics topics) {
        assertThat(CommandRun.of(kafka, topics, "topics", "--partitions", "2").exitCode())
                .isZero();

        CommandRun strict = CommandRun.of(kafka, topics, "topics", "--partitions", "3");
        CommandRun lenient = CommandRun.of(kafka, topics, "topics", "--partitions", "3", "--accept-differences");

        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.out()).isEqualTo(strict.out()).contains("partitions should be 3, is 2");
    }

    @Test
    void howManyPartitionsThereAreIsNoDifferenceWhereNobodyAskedForANumber(KafkaConnection kafka, Topics topics) {
        new TopicCreation(kafka, PATIENCE).create(TopicSpecs.of(topics, 4), 1);

        CommandRun run = CommandRun.of(kafka, topics, "topics");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).doesNotContain("differs");
    }

    @Test
    void aBrokerThatRefusesIsQuoted(KafkaConnection kafka, Topics topics) {
        assertThatThrownBy(() -> new TopicCreation(kafka, PATIENCE).create(TopicSpecs.of(topics, 1), 3))
                .isInstanceOf(TopicCreationFailed.class)
                .hasMessageContaining(kafka.bootstrapServers())
                .hasMessageContaining("create " + topics.productImages())
                .hasMessageContaining("replication factor");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamedWithTheTimeThatWasWaited(Topics topics) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            TopicCreation creation = new TopicCreation(KafkaConnection.to(address), Duration.ofSeconds(1));

            assertThatThrownBy(() -> creation.create(TopicSpecs.of(topics, 1), 1))
                    .isInstanceOf(BrokerUnreachable.class)
                    .hasMessageContaining(address)
                    .hasMessageContaining("within 1.0 s");
        }
    }

    @Test
    void imagesAreHeldToTheLimitByWhatTheyExpandTo(KafkaConnection kafka, Topics topics) throws Exception {
        TopicSpec naive = new TopicSpec(
                topics.prefix() + "naive", 1, Map.of("max.message.bytes", String.valueOf(TopicSpecs.MAX_IMAGE_BYTES)));
        new TopicCreation(kafka, PATIENCE).create(List.of(naive), 1);
        new TopicCreation(kafka, PATIENCE).create(TopicSpecs.of(topics, 1), 1);
        Map<String, Object> settings =
                kafka.with(Map.of("compression.type", "zstd", "max.request.size", 2 * EIGHT_MEBIBYTES_OF_ZEROS.length));

        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(naive.name(), EIGHT_MEBIBYTES_OF_ZEROS))
                    .get();
            assertThatThrownBy(
                            () -> producer.send(new ProducerRecord<>(topics.productImages(), EIGHT_MEBIBYTES_OF_ZEROS))
                                    .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void aTruthFromTheFarFutureIsRefusedAlsoWhereTheBrokerTakesAnyTime(KafkaConnection kafka, Topics topics)
            throws Exception {
        new TopicCreation(kafka, PATIENCE).create(TopicSpecs.of(topics, 1), 1);
        long now = System.currentTimeMillis();
        long tomorrow = now + Duration.ofDays(1).toMillis();

        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(at(now, topics.groundTruth())).get();
            producer.send(at(tomorrow, topics.imageLabels())).get();
            assertThatThrownBy(() ->
                            producer.send(at(tomorrow, topics.groundTruth())).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InvalidTimestampException.class);
        }
    }

    private static ProducerRecord<byte[], byte[]> at(long time, String topic) {
        return new ProducerRecord<>(topic, 0, time, new byte[1], new byte[1]);
    }
}
