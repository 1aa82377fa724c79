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
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.release.Releases;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Releases of which one topic shows later than the other. What holds a topic back here is a transaction that is open on it;
 * otherwise it is a broker that has decided a commit and has not yet told every partition.
 */
@ExtendWith(SharedBroker.class)
class VisibleReleaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LITTLE = Duration.ofMillis(700);
    private static final ModelArtifact MODEL = SampleModels.numbered(1);

    private KafkaConnection kafka;
    private Topics topics;
    private KafkaProducer<String, byte[]> holder;

    @BeforeEach
    void holdArtifactsBack(KafkaConnection broker, Topics ownTopics) throws Exception {
        kafka = broker;
        topics = ownTopics;
        TopicContents.createTopics(kafka, topics);
        holder = new KafkaProducer<>(
                kafka.with(Map.of("transactional.id", topics.prefix() + "holder")),
                new StringSerializer(),
                new ByteArraySerializer());
        holder.initTransactions();
        holder.beginTransaction();
        holder.send(new ProducerRecord<>(topics.modelArtifacts(), "held/00000", new byte[1]))
                .get();
    }

    @AfterEach
    void closeHolder() {
        holder.close();
    }

    @Test
    void aReleaseReturnsOnceItsReadersSeeIt() throws Exception {
        ReleasePublisher publisher = new ReleasePublisher(kafka, topics, PATIENCE, Clock.systemUTC());
        CompletableFuture<ModelRelease> publishing =
                CompletableFuture.supplyAsync(() -> publisher.publish(MODEL, CHAMPION, null));
        try (ReleaseReader reader = new ReleaseReader(kafka, topics, PATIENCE)) {
            while (reader.aliases().isEmpty()) {
                assertThat(publishing).isNotDone();
            }
        }
        assertIsHeldBack(publishing);

        holder.abortTransaction();

        publishing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(TopicContents.latest(kafka, topics.modelArtifacts())).isNotEmpty();
    }

    @Test
    void aReaderWhoSeesAnAliasWaitsForItsModel() throws Exception {
        ReleasePublisher hasty = new ReleasePublisher(kafka, topics, Duration.ofSeconds(1), Clock.systemUTC());
        hasty.publish(MODEL, CHAMPION, null);
        CompletableFuture<Releases> reading = CompletableFuture.supplyAsync(this::releases);
        assertIsHeldBack(reading);

        holder.abortTransaction();

        assertThat(reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).models())
                .extracting(ArtifactIndex::modelId)
                .containsExactly(MODEL.modelId());
    }

    private Releases releases() {
        try (ReleaseReader reader = new ReleaseReader(kafka, topics, PATIENCE)) {
            return reader.releases();
        }
    }

    private static void assertIsHeldBack(CompletableFuture<?> waiting) {
        assertThatThrownBy(() -> waiting.get(LITTLE.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }
}
