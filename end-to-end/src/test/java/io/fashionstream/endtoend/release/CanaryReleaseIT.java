package io.fashionstream.endtoend.release;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.Evidence;
import io.fashionstream.event.CanaryStep.Side;
import io.fashionstream.event.CanaryStep.State;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.CanaryPublisher;
import io.fashionstream.release.CanaryVerdict;
import io.fashionstream.release.ReleaseFailed;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.release.Releases;
import io.fashionstream.trainer.command.TrainerMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Canaries on the topics of releases, by the library and by the commands; no processor runs. */
@ExtendWith(SharedBroker.class)
class CanaryReleaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ModelArtifact OLD = SampleModels.numbered(1);
    private static final ModelArtifact NEW = SampleModels.numbered(2);
    private static final CanaryPlan PLAN = new CanaryPlan(List.of(0.05, 0.25, 1.0), 1000, 1000, 0.02, 10, false);
    private static final Side SIDE = new Side(100, 50, 45, null, null);
    private static final Evidence EVIDENCE = new Evidence(SIDE, SIDE, null, List.of(), 3);

    @TempDir
    Path folder;

    private KafkaConnection kafka;
    private Topics topics;
    private ReleasePublisher publisher;
    private CanaryPublisher canaries;
    private final StringWriter words = new StringWriter();

    @BeforeEach
    void releaseAChampion(KafkaConnection broker, Topics ownTopics) throws IOException {
        kafka = broker;
        topics = ownTopics;
        publisher = new ReleasePublisher(kafka, topics, PATIENCE, Clock.systemUTC());
        canaries = new CanaryPublisher(kafka, topics, PATIENCE, Clock.systemUTC());
        TopicContents.createTopics(kafka, topics);
        TestTopics.create(kafka, topics, 1);
        publisher.publish(OLD, CHAMPION, null);
        NEW.writeZip(folder.resolve("new.zip"));
    }

    @Test
    void aCanaryGrowsStepByStepAndEndsAsChampionInOneTransaction() {
        CanaryStep first = canaries.begin(before -> NEW, PLAN, null);
        CanaryStep second = canaries.follow(first.number(), grow()).orElseThrow();
        assertThat(champion().modelId()).isEqualTo(OLD.modelId());
        CanaryStep last = canaries.follow(second.number(), grow()).orElseThrow();

        assertThat(steps())
                .containsExactly(first, second, last)
                .extracting(CanaryStep::share, CanaryStep::state)
                .containsExactly(tuple(0.05, State.RUNNING), tuple(0.25, State.RUNNING), tuple(1.0, State.PROMOTED));
        assertThat(champion()).satisfies(release -> {
            assertThat(release.modelId()).isEqualTo(NEW.modelId());
            assertThat(release.previousModelId()).isEqualTo(OLD.modelId());
            assertThat(release.reason()).isEqualTo("canary: good");
            assertThat(release.manifest()).isEqualTo(NEW.manifest());
        });
        assertThat(releases().canary()).isEmpty();
        assertThat(publisher.rollBack(CHAMPION, null).modelId()).isEqualTo(OLD.modelId());
    }

    @Test
    void aStepIsMadeOnceHoweverOftenItIsAskedFor() {
        CanaryStep first = canaries.begin(before -> NEW, PLAN, null);

        assertThat(canaries.follow(first.number(), grow())).isPresent();
        assertThat(canaries.follow(first.number(), grow())).isEmpty();
        assertThat(canaries.follow(first.number(), back())).isEmpty();
        assertThat(releases().canary()).map(CanaryStep::share).contains(0.25);
    }

    @Test
    void aCanaryThatIsTakenBackLeavesTheChampionAndNothingThatWasDecidedBeforeIsDoneAfterIt() {
        CanaryStep first = canaries.begin(before -> NEW, PLAN, null);

        assertThat(canaries.takeBack("a person's wish")).hasValueSatisfying(step -> {
            assertThat(step.state()).isEqualTo(State.TAKEN_BACK);
            assertThat(step.share()).isZero();
        });

        assertThat(canaries.takeBack(null)).isEmpty();
        assertThat(canaries.follow(first.number(), grow())).isEmpty();
        assertThat(canaries.follow(first.number() + 1, grow())).isEmpty();
        assertThat(champion().modelId()).isEqualTo(OLD.modelId());
        assertThat(canaries.begin(before -> NEW, PLAN, null).number()).isEqualTo(3);
    }

    @Test
    void anotherChampionEndsItAndAnotherChallengerDoesNot() {
        canaries.begin(before -> NEW, PLAN, null);
        publisher.publish(SampleModels.numbered(4), CHALLENGER, null);
        assertThat(releases().canary()).isPresent();

        publisher.publish(SampleModels.numbered(3), CHAMPION, null);

        assertThat(releases().lastCanary()).satisfies(step -> {
            assertThat(step.state()).isEqualTo(State.TAKEN_BACK);
            assertThat(step.reason()).contains("the champion became");
        });
        canaries.begin(before -> NEW, PLAN, null);
        publisher.move(CHAMPION, NEW.modelId(), null);
        assertThat(releases().lastCanary())
                .satisfies(step -> assertThat(step.state()).isEqualTo(State.PROMOTED));
    }

    @Test
    void aCanaryIsAnotherModelThanTheChampionAndTheOnlyOne() {
        assertThatThrownBy(() -> canaries.begin(before -> OLD, PLAN, null))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("is the champion");
        canaries.begin(before -> NEW, PLAN, null);
        assertThatThrownBy(() -> canaries.begin(before -> SampleModels.numbered(3), PLAN, null))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("runs, a rollback ends it");
    }

    @Test
    void aPersonBeginsListsAndEndsACanaryAndNothingElseIsReleasedMeanwhile() throws IOException {
        SampleModels.numbered(3).writeZip(folder.resolve("other.zip"));

        assertThat(run("publish", folder + "/new.zip", "--canary", "2.5%,25%,100%", "--step", "10m"))
                .isZero();
        assertThat(words)
                .asString()
                .contains("Canary " + NEW.modelId() + " serves 2.5 % of the products")
                .contains("beside champion " + OLD.modelId().substring(0, 12));
        assertThat(run("publish", folder + "/other.zip")).isEqualTo(4);
        assertThat(run("publish", folder + "/other.zip", "--canary", "50%,100%"))
                .isEqualTo(4);
        assertThat(words).asString().contains("or end it with rollback; nothing was released");
        assertThat(run("releases")).isZero();
        assertThat(words).asString().containsPattern("canary +" + NEW.modelId().substring(0, 12) + ".* serves 2.5 %");

        assertThat(run("rollback", "--reason", "changed my mind")).isZero();
        assertThat(words).asString().contains("is taken back; champion " + OLD.modelId() + " serves all products");
        assertThat(run("releases", "--json")).isZero();
        assertThat(words).asString().contains("\"TAKEN_BACK\"", "changed my mind");
        assertThat(run("publish", folder + "/other.zip")).isZero();
    }

    private static CanaryVerdict grow() {
        return new CanaryVerdict(true, "good", EVIDENCE);
    }

    private static CanaryVerdict back() {
        return new CanaryVerdict(false, "bad", EVIDENCE);
    }

    private ModelRelease champion() {
        return releases().release(CHAMPION).orElseThrow();
    }

    private Releases releases() {
        try (ReleaseReader reader = new ReleaseReader(kafka, topics, PATIENCE)) {
            return reader.releases();
        }
    }

    private List<CanaryStep> steps() {
        JsonCodec<CanaryStep> codec = JsonCodec.of(PayloadTypes.CANARY_STEP);
        return TestTopics.committed(kafka, topics.modelRollouts()).stream()
                .map(stored -> codec.read(stored.value()))
                .toList();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-b", kafka.bootstrapServers(), "--topic-prefix", topics.prefix()));
        return TrainerMain.commandLine()
                .setOut(new PrintWriter(words, true))
                .setErr(new PrintWriter(words, true))
                .execute(all.toArray(String[]::new));
    }
}
