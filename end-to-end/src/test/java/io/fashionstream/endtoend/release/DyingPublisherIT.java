package io.fashionstream.endtoend.release;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleaseFailed;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.release.Releases;
import io.fashionstream.testkit.process.JavaProgram;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers see when a publisher ends half-way: a process that is killed, and one that hangs and is overtaken. */
@ExtendWith(SharedBroker.class)
class DyingPublisherIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ModelArtifact FIRST = SampleModels.numbered(1);
    private static final ModelArtifact SECOND = SampleModels.numbered(2);
    private static final ModelArtifact THIRD = SampleModels.numbered(3);

    private KafkaConnection kafka;
    private Topics topics;

    @BeforeEach
    void releaseTheFirst(KafkaConnection broker, Topics ownTopics) {
        kafka = broker;
        topics = ownTopics;
        TopicContents.createTopics(kafka, topics);
        publisher(kafka).publish(FIRST, CHAMPION, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index", "champion"})
    void aPublisherKilledBeforeARecordLeavesTheOldState(String diesBefore) throws Exception {
        Process killed = JavaProgram.of(
                        64,
                        List.of(),
                        Killed.class.getName(),
                        List.of(kafka.bootstrapServers(), topics.prefix(), diesBefore))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        assertThat(killed.waitFor()).isEqualTo(Killed.EXIT_CODE);

        assertOnlyTheFirstIsReleased();
        publisher(kafka).publish(THIRD, CHAMPION, null);
        assertThat(releases().models())
                .extracting(ArtifactIndex::modelId)
                .containsExactlyInAnyOrder(FIRST.modelId(), THIRD.modelId());
    }

    @Test
    void aPublisherThatHangsHalfWayIsOvertakenAndChangesNothing() throws Exception {
        KafkaConnection hanging =
                new KafkaConnection(kafka.bootstrapServers(), Map.of("interceptor.classes", Hanging.class.getName()));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ModelRelease> overtaken =
                    thread.submit(() -> publisher(hanging).publish(SECOND, CHAMPION, null));
            while (!Hanging.HALF_WAY.await(100, TimeUnit.MILLISECONDS)) {
                assertThat(overtaken).as("hangs").isNotDone();
            }
            assertOnlyTheFirstIsReleased();

            publisher(kafka).publish(THIRD, CHAMPION, null);
            Hanging.GO_ON.countDown();

            assertThatThrownBy(overtaken::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ReleaseFailed.class)
                    .hasMessageContaining("another publisher began later");
        } finally {
            thread.shutdownNow();
        }
        assertThat(releases().release(CHAMPION)).hasValueSatisfying(release -> {
            assertThat(release.modelId()).isEqualTo(THIRD.modelId());
            assertThat(release.previousModelId()).isEqualTo(FIRST.modelId());
        });
        assertThat(releases().model(SECOND.modelId())).isEmpty();
    }

    private void assertOnlyTheFirstIsReleased() {
        assertThat(releases().models()).extracting(ArtifactIndex::modelId).containsExactly(FIRST.modelId());
        assertThat(releases().release(CHAMPION)).map(ModelRelease::modelId).hasValue(FIRST.modelId());
    }

    private Releases releases() {
        try (ReleaseReader reader = new ReleaseReader(kafka, topics, PATIENCE)) {
            return reader.releases();
        }
    }

    private ReleasePublisher publisher(KafkaConnection connection) {
        return new ReleasePublisher(connection, topics, PATIENCE, Clock.systemUTC());
    }

    /** A process of its own that publishes the second model and halts before the record of that key is sent. */
    public static final class Killed extends Interception {
        static final int EXIT_CODE = 137;
        private static String diesBefore = "";

        public static void main(String[] arguments) {
            diesBefore = arguments[2];
            KafkaConnection connection =
                    new KafkaConnection(arguments[0], Map.of("interceptor.classes", Killed.class.getName()));
            new ReleasePublisher(connection, new Topics(arguments[1]), PATIENCE, Clock.systemUTC())
                    .publish(SECOND, CHAMPION, null);
        }

        @Override
        void before(String key) {
            if (key.endsWith(diesBefore)) {
                sleepUntilSent();
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }

        /** What was handed over before should be on the broker, or there would be nothing to leave behind. */
        private static void sleepUntilSent() {
            try {
                Thread.sleep(300);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Hangs before the index record. */
    public static final class Hanging extends Interception {
        static final CountDownLatch HALF_WAY = new CountDownLatch(1);
        static final CountDownLatch GO_ON = new CountDownLatch(1);

        @Override
        void before(String key) {
            if (key.endsWith("/index")) {
                HALF_WAY.countDown();
                try {
                    GO_ON.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Sees every key before it is sent. Consumers are given it too, by the same settings; there it does nothing. */
    abstract static class Interception
            implements ProducerInterceptor<String, byte[]>, ConsumerInterceptor<String, byte[]> {
        abstract void before(String key);

        @Override
        public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> sent) {
            before(sent.key());
            return sent;
        }

        @Override
        public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {}

        @Override
        public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
