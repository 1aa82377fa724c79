package io.fashionstream.endtoend.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class ReplayIT {
    private static final List<Header> EVENT = List.of(
            header("ce_specversion", "1.0"),
            header("ce_id", "e1"),
            header("ce_source", "/shop"),
            header("ce_type", "t"),
            header("content-type", "image/png"),
            header("shop", "north"));

    private KafkaConnection kafka;
    private Topics topics;
    private FakeProcessor processor;

    @BeforeEach
    void startAProcessorThatRejectsEverything(KafkaConnection kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
        TestTopics.create(kafka, topics, 3);
        processor = new FakeProcessor(kafka, topics, image -> false);
    }

    @AfterEach
    void stopTheProcessor() {
        processor.close();
    }

    @Test
    void chosenRejectionsAreSentOnceAsTheyWereAndTheirLabelsReported() {
        send("cut-1", "cut-2", "bad-1");
        processor.accept(image -> true);

        CommandRun first = replay("--reason", "TRUNCATED");
        CommandRun second = replay("--reason", "TRUNCATED");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("cut-1  TRUNCATED: labelled, Bag 10.0 %", "2 labelled");
        assertThat(second.out()).contains("2 already replayed");
        assertThat(replayed()).extracting(ReplayIT::key).containsExactlyInAnyOrder("cut-1", "cut-2");
        assertThat(replayed()).allSatisfy(image -> {
            assertThat(image.value()).isEqualTo(key(image).getBytes(UTF_8));
            assertThat(Arrays.stream(image.headers().toArray()).limit(EVENT.size()))
                    .containsExactlyElementsOf(EVENT);
            assertThat(image.headers().lastHeader("rejection")).isNull();
            assertThat(image.headers().toArray()).hasSize(EVENT.size() + 1);
        });
    }

    @Test
    void whatIsRejectedAgainIsReportedSoAndNeverGoesRoundAThirdTime() {
        send("bad-1");

        CommandRun first = replay("--all");
        CommandRun second = replay("--all");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("bad-1  CORRUPT: rejected again, CORRUPT (a test says so)");
        assertThat(second.out()).contains("2 already replayed");
        assertThat(replayed()).hasSize(1);
    }

    @Test
    void anImageGoesBackToThePartitionThatItsPublisherChose() {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int partition = 0; partition < 3; partition++) {
                var unused = producer.send(new ProducerRecord<>(
                        topics.productImages(), partition, "bad".getBytes(UTF_8), new byte[1], EVENT));
            }
        }
        await().until(() -> rejections() == 3);

        replay("--all");

        assertThat(replayed()).extracting(ConsumerRecord::partition).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aProductAndATimeCanBeChosen() {
        send("bad-1", "bad-2");

        assertThat(replay("--key", "bad-2", "--dry-run").out())
                .contains("1 would be sent")
                .doesNotContain("bad-1");
        assertThat(replay("--until", "PT1H").out()).contains("No rejection matches");
        assertThat(replay("--since", "PT1H", "--dry-run").out()).contains("2 would be sent");
        assertThat(replay().err()).contains("expected --reason, --key, --since or --until");
        assertThat(replayed()).isEmpty();
    }

    @Test
    void severalReplaysAtTheSameTimeStillSendEachImageOnce() {
        String[] keys = IntStream.range(0, 300).mapToObj(i -> "bad-" + i).toArray(String[]::new);
        send(keys);
        processor.accept(image -> true);

        List<CompletableFuture<CommandRun>> runs = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> replay("--all")))
                .toList();
        runs.forEach(CompletableFuture::join);
        CommandRun last = replay("--all");

        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(replayed()).extracting(ReplayIT::key).containsExactlyInAnyOrder(keys);
        assertThat(runs.stream().map(CompletableFuture::join).filter(run -> run.exitCode() != 0))
                .allSatisfy(run -> assertThat(run.err()).contains("another replay of the same topics has begun"));
    }

    @Test
    void anImageThatIsTooLargeForItsMarkCostsNoOtherItsReplay() {
        send("bad-1");
        // The largest value that the topic takes beside the headers, so that one header more is too much.
        byte[] large = new byte[largestValue()];
        store("large", large);
        await().until(() -> rejections() == 2);

        CommandRun run = replay("--all");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("large  CORRUPT: not sent", "1 rejected again, 1 not sent");
        assertThat(replayed()).extracting(ReplayIT::key).containsExactly("bad-1");
    }

    @Test
    void aRejectionWithoutAnImageIsReportedAndNotSent() {
        store("nothing", null);
        await().until(() -> rejections() == 1);

        CommandRun run = replay("--all");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("nothing  CORRUPT: not sent, there is no image in the rejection");
        assertThat(replayed()).isEmpty();
    }

    private CommandRun replay(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[0] = "replay";
        return CommandRun.of(kafka, topics, all);
    }

    private void send(String... keys) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (String key : keys) {
                var unused = producer.send(new ProducerRecord<>(
                        topics.productImages(), null, key.getBytes(UTF_8), key.getBytes(UTF_8), EVENT));
            }
        }
        await().until(() -> rejections() == keys.length);
    }

    private void store(String key, byte @Nullable [] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            var unused = producer.send(
                    new ProducerRecord<>(topics.productImages(), null, key.getBytes(UTF_8), value, EVENT));
        }
    }

    /** A batch of one record has 61 bytes before the record, which here has 12 and its key and headers. */
    private static int largestValue() {
        int headers = EVENT.stream()
                .mapToInt(header -> 4 + header.key().length() + header.value().length)
                .sum();
        return TopicSpecs.MAX_IMAGE_BYTES - 61 - 20 - "large".length() - headers;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                kafka.with(Map.of("max.request.size", TopicSpecs.MAX_REJECTED_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private int rejections() {
        return TestTopics.committed(kafka, topics.rejectedImages()).size();
    }

    private List<ConsumerRecord<byte[], byte[]>> replayed() {
        return TestTopics.committed(kafka, topics.productImages()).stream()
                .filter(image -> image.headers().lastHeader("replayed-from") != null)
                .toList();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
