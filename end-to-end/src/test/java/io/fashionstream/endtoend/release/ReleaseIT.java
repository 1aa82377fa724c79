package io.fashionstream.endtoend.release;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.artifact.ArtifactRefused;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ArtifactUnavailable;
import io.fashionstream.release.ReleaseFailed;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.release.Releases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class ReleaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final ModelArtifact FIRST = SampleModels.numbered(1);
    private static final ModelArtifact SECOND = SampleModels.numbered(2);

    private KafkaConnection kafka;
    private Topics topics;
    private ReleasePublisher publisher;
    private ReleaseReader reader;

    @BeforeEach
    void createTopics(KafkaConnection broker, Topics ownTopics) {
        kafka = broker;
        topics = ownTopics;
        publisher = new ReleasePublisher(kafka, topics, PATIENCE, Clock.systemUTC());
        reader = new ReleaseReader(kafka, topics, PATIENCE);
        TopicContents.createTopics(kafka, topics);
    }

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @Test
    void aPublishedModelIsListedAndFetchedByteForByte() {
        publisher.publish(FIRST, CHAMPION, "the first");

        Releases releases = reader.releases();
        assertThat(releases.release(CHAMPION)).hasValueSatisfying(release -> {
            assertThat(release.modelId()).isEqualTo(FIRST.modelId());
            assertThat(release.previousModelId()).isNull();
            assertThat(release.reason()).isEqualTo("the first");
            assertThat(release.manifest()).isEqualTo(FIRST.manifest());
        });
        assertThat(releases.models()).singleElement().satisfies(index -> {
            assertThat(index.bytes()).isEqualTo(FIRST.zip().length);
            assertThat(index.chunks()).isEqualTo(3);
        });
        assertThat(reader.fetch(FIRST.modelId()).zip()).isEqualTo(FIRST.zip());
    }

    @Test
    void aRollBackPointsAtTheEarlierModelAndASecondOneUndoesIt() {
        publisher.publish(FIRST, CHAMPION, null);
        publisher.publish(SECOND, CHAMPION, null);
        publisher.publish(SECOND, CHAMPION, "said twice");

        assertThat(publisher.rollBack(CHAMPION, "worse on shirts").modelId()).isEqualTo(FIRST.modelId());
        assertThat(reader.aliases().get(CHAMPION)).satisfies(release -> {
            assertThat(release.modelId()).isEqualTo(FIRST.modelId());
            assertThat(release.reason()).isEqualTo("worse on shirts");
        });
        assertThat(publisher.rollBack(CHAMPION, null).modelId()).isEqualTo(SECOND.modelId());
    }

    @Test
    void aReleaseRemembersTheModelsBeforeItEachOnceAndTheNewestFirst() {
        publisher.publish(FIRST, CHAMPION, null);
        publisher.publish(SECOND, CHAMPION, null);
        ModelArtifact third = SampleModels.numbered(3);
        publisher.publish(third, CHAMPION, null);
        assertThat(reader.aliases().get(CHAMPION))
                .extracting(ModelRelease::earlier)
                .isEqualTo(List.of(SECOND.modelId(), FIRST.modelId()));

        ModelRelease rolledBack = publisher.rollBack(CHAMPION, null);

        assertThat(rolledBack.modelId()).isEqualTo(SECOND.modelId());
        assertThat(rolledBack.earlier()).containsExactly(third.modelId(), FIRST.modelId());
    }

    @Test
    void theFirstModelHasNothingToRollBackTo() {
        publisher.publish(FIRST, CHAMPION, null);

        assertThatThrownBy(() -> publisher.rollBack(CHAMPION, null))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessage(
                        "roll-back of champion was not done, nothing has changed: no earlier model is known for it");
    }

    @Test
    void anAliasMovesToAnyStoredModelAndToNoOther() {
        publisher.publish(FIRST, CHAMPION, null);
        publisher.publish(SECOND, CHALLENGER, null);

        publisher.move(CHAMPION, SECOND.modelId(), null);

        assertThat(reader.aliases().get(CHAMPION))
                .extracting(ModelRelease::modelId)
                .isEqualTo(SECOND.modelId());
        assertThatThrownBy(() -> publisher.move(CHAMPION, "0".repeat(64), null))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("is not stored on");
        assertThat(reader.aliases().get(CHAMPION))
                .extracting(ModelRelease::modelId)
                .isEqualTo(SECOND.modelId());
    }

    @Test
    void aRemovedChallengerIsGone() {
        publisher.publish(FIRST, CHAMPION, null);
        publisher.publish(SECOND, CHALLENGER, null);
        assertThat(reader.awaitAliases(SOON)).containsOnlyKeys(CHAMPION, CHALLENGER);

        assertThat(publisher.withdraw(CHALLENGER)).isPresent();

        assertThat(publisher.withdraw(CHALLENGER)).isEmpty();
        assertThat(reader.aliases()).containsOnlyKeys(CHAMPION);
        assertThat(reader.fetch(SECOND.modelId()).modelId()).isEqualTo(SECOND.modelId());
    }

    @Test
    void aWaitingReaderHearsOfAMove() {
        assertThat(reader.awaitAliases(SOON)).isEmpty();

        publisher.publish(FIRST, CHAMPION, null);

        assertThat(awaited(FIRST)).isTrue();
        publisher.publish(SECOND, CHAMPION, null);
        assertThat(awaited(SECOND)).isTrue();
    }

    private boolean awaited(ModelArtifact model) {
        return IntStream.range(0, 10)
                .mapToObj(i -> reader.awaitAliases(SOON).get(CHAMPION))
                .anyMatch(release -> release != null && release.modelId().equals(model.modelId()));
    }

    @Test
    void modelsThatNothingNeedsAreRemovedChunksAndAll() {
        List<ModelArtifact> models =
                IntStream.range(0, 9).mapToObj(SampleModels::numbered).toList();
        for (int day = 0; day < models.size(); day++) {
            Clock clock = Clock.fixed(Instant.EPOCH.plus(Duration.ofDays(day)), ZoneOffset.UTC);
            new ReleasePublisher(kafka, topics, PATIENCE, clock).publish(models.get(day), CHAMPION, null);
        }

        List<String> kept =
                models.subList(2, 9).stream().map(ModelArtifact::modelId).toList();
        assertThat(reader.releases().models())
                .extracting(ArtifactIndex::modelId)
                .containsExactlyInAnyOrderElementsOf(kept);
        assertThat(TopicContents.latest(kafka, topics.modelArtifacts()))
                .allSatisfy((key, value) -> assertThat(kept).contains(key.substring(0, 64)))
                .hasSize(7 * 4);
    }

    @Test
    void aMissingChunkIsNamed() throws Exception {
        publisher.publish(FIRST, CHAMPION, null);
        write(topics.modelArtifacts(), FIRST.modelId() + "/00001", null);

        assertThatThrownBy(() -> reader.fetch(FIRST.modelId()))
                .isInstanceOf(ArtifactUnavailable.class)
                .hasMessageContaining("expected chunk 1 of 3, found none");
    }

    @Test
    void aChangedChunkIsRefusedAndPublishingAgainMendsIt() throws Exception {
        publisher.publish(FIRST, CHAMPION, null);
        write(topics.modelArtifacts(), FIRST.modelId() + "/00001", new byte[512 * 1024]);

        assertThatThrownBy(() -> reader.fetch(FIRST.modelId()))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("expected SHA-256 " + FIRST.modelId());

        publisher.publish(FIRST, CHAMPION, null);
        assertThat(reader.fetch(FIRST.modelId()).modelId()).isEqualTo(FIRST.modelId());
    }

    @Test
    void anUnknownModelIsUnavailable() {
        try (ReleaseReader hasty = new ReleaseReader(kafka, topics, SOON)) {
            assertThatThrownBy(() -> hasty.fetch("0".repeat(64)))
                    .isInstanceOf(ArtifactUnavailable.class)
                    .hasMessageContaining("expected an index record, found none");
        }
    }

    @Test
    void aReleaseThatIsNoneLeavesTheLastGoodOneStanding() throws Exception {
        publisher.publish(FIRST, CHAMPION, null);
        write(topics.modelReleases(), "champion", new byte[] {'{'});

        assertThat(reader.aliases().get(CHAMPION))
                .extracting(ModelRelease::modelId)
                .isEqualTo(FIRST.modelId());
    }

    @Test
    void anUnreachableBrokerIsNamed() {
        KafkaConnection nowhere = KafkaConnection.to("127.0.0.1:1");

        try (ReleaseReader cut = new ReleaseReader(nowhere, topics, SOON)) {
            assertThatThrownBy(cut::aliases)
                    .isInstanceOf(BrokerUnreachable.class)
                    .hasMessageContaining("127.0.0.1:1 within 1.0 s");
        }
        assertThatThrownBy(() ->
                        new ReleasePublisher(nowhere, topics, SOON, Clock.systemUTC()).publish(FIRST, CHAMPION, null))
                .isInstanceOf(BrokerUnreachable.class)
                .hasMessageContaining("127.0.0.1:1 within 1.0 s");
    }

    private void write(String topic, String key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }
}
