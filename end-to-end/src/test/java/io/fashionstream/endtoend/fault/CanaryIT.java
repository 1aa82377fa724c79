package io.fashionstream.endtoend.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.endtoend.shared.StreamPlans;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.CanaryStep.State;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.ProductClass;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.CanaryPublisher;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.fault.FaultRun;
import io.fashionstream.testkit.ledger.CanaryAudit;
import io.fashionstream.testkit.ledger.Finding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Canaries among processors in JVMs of their own, one of which is killed meanwhile. */
@DisabledOnOs(OS.WINDOWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(3);

    private static final int IMAGES_PER_SECOND = 120;

    /** As many as are published in that time: streaming ends earlier, and never before the canary. */
    private static final int IMAGES = (int) LONG.plusSeconds(60).toSeconds() * IMAGES_PER_SECOND;

    private static final CanaryPlan PLAN = new CanaryPlan(List.of(0.2, 0.5, 1.0), 3_000, 100_000, 0.3, 30, false);

    @TempDir
    Path directory;

    private EmbeddedKafka broker;

    @BeforeAll
    void startBroker(@TempDir Path brokerDirectory) {
        broker = EmbeddedKafka.start(brokerDirectory, 0, FaultRun.brokerSettings());
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void aCanaryThatIsAsGoodBecomesTheChampionThoughInstancesAreKilled(TestInfo test) throws Exception {
        Topics topics = topics(test);
        ModelArtifact old = TestModels.first();
        ModelArtifact young = named(old, "young", old.manifest().classes());
        try (FaultRun run = run(topics)) {
            begin(run, topics, old, young);
            run.instance("a").kill();
            run.startAgain("a");
            run.awaitAnswers(600);
            run.instance("b").kill();
            run.startAgain("b");
            List<CanaryStep> steps = awaitEnd(run, topics);

            assertThat(steps).extracting(CanaryStep::share).containsExactly(0.2, 0.5, 1.0);
            assertThat(steps).extracting(CanaryStep::number).containsExactly(1L, 2L, 3L);
            assertThat(steps.get(2).state()).isEqualTo(State.PROMOTED);
            assertThat(steps.subList(1, 3))
                    .allSatisfy(step -> assertThat(step.shown()).hasValueSatisfying(evidence -> {
                        assertThat(evidence.canary().support()).isGreaterThanOrEqualTo(30);
                        assertThat(evidence.champion().support()).isGreaterThanOrEqualTo(30);
                    }));
            assertThat(champion(topics)).isEqualTo(young.modelId());
            assertKept(run.finish());
            assertThat(productsThatLeft(topics, young.modelId())).isEmpty();
        }
    }

    @Test
    void aCanaryThatIsWorseIsTakenBackByItselfThoughAnInstanceIsKilled(TestInfo test) throws Exception {
        Topics topics = topics(test);
        ModelArtifact old = TestModels.first();
        ModelArtifact confused = named(old, "confused", rotated(old.manifest().classes()));
        try (FaultRun run = run(topics)) {
            begin(run, topics, old, confused);
            run.instance("a").kill();
            run.startAgain("a");
            List<CanaryStep> steps = awaitEnd(run, topics);

            assertThat(steps).hasSize(2);
            assertThat(steps.get(1)).satisfies(step -> {
                assertThat(step.state()).isEqualTo(State.TAKEN_BACK);
                assertThat(step.share()).isZero();
                assertThat(step.reason()).startsWith("accuracy differs from the champion's by -0.");
                assertThat(step.shown()).isPresent();
            });
            assertThat(champion(topics)).isEqualTo(old.modelId());
            assertKept(run.finish());
            assertThat(labels(topics)).last().extracting(ImageLabel::modelId).isEqualTo(old.modelId());
        }
    }

    private void begin(FaultRun run, Topics topics, ModelArtifact old, ModelArtifact young) throws Exception {
        run.release(old);
        run.know(young);
        run.join("a");
        run.join("b");
        run.startStreaming();
        run.awaitAnswers(300);
        new CanaryPublisher(broker.connection(), topics, PATIENCE, Clock.systemUTC()).begin(any -> young, PLAN, null);
        run.awaitAnswers(300);
    }

    /** Waits until the canary has ended, and ends the stream some images later. */
    private List<CanaryStep> awaitEnd(FaultRun run, Topics topics) throws Exception {
        Instant deadline = Instant.now().plus(LONG);
        while (Instant.now().isBefore(deadline)) {
            List<CanaryStep> steps = CanaryAudit.steps(broker.connection(), topics);
            if (!steps.get(steps.size() - 1).runs()) {
                run.awaitAnswers(600);
                run.endStreaming();
                return steps;
            }
            run.watch(Duration.ofMillis(500));
        }
        throw new AssertionError("the canary runs still: " + CanaryAudit.steps(broker.connection(), topics));
    }

    private String champion(Topics topics) {
        try (ReleaseReader reader = new ReleaseReader(broker.connection(), topics, PATIENCE)) {
            ModelRelease release =
                    reader.releases().release(ModelAlias.CHAMPION).orElseThrow();
            return release.modelId();
        }
    }

    /** Products that {@code modelId} labelled, and another model after it. */
    private Set<String> productsThatLeft(Topics topics, String modelId) {
        Set<String> taken = new HashSet<>();
        Set<String> left = new HashSet<>();
        for (ImageLabel label : labels(topics)) {
            if (label.modelId().equals(modelId)) {
                taken.add(label.productId());
            } else if (taken.contains(label.productId())) {
                left.add(label.productId());
            }
        }
        return left;
    }

    /** Labels of one product in its order. */
    private List<ImageLabel> labels(Topics topics) {
        JsonCodec<ImageLabel> codec = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
        List<ImageLabel> labels = new ArrayList<>();
        try (CommittedReader reader = CommittedReader.ofAll(broker.connection(), PATIENCE, topics.imageLabels())) {
            reader.readToEnd(stored -> labels.add(codec.read(stored.value())));
        }
        return labels;
    }

    private static ModelArtifact named(ModelArtifact model, String network, Classes classes) {
        ModelManifest manifest = model.manifest();
        ModelManifest.Signature signature = manifest.signature();
        return model.withManifest(manifest.withSignature(
                new ModelManifest.Signature(network, signature.createdTime(), classes, signature.input())));
    }

    /** Each class is called as the next one is: the same network, and nearly always wrong. */
    private static Classes rotated(Classes classes) {
        List<ProductClass> list = new ArrayList<>(classes.list());
        Collections.rotate(list, 1);
        return new Classes(list);
    }

    private FaultRun run(Topics topics) {
        return new FaultRun(
                broker.connection(),
                topics,
                4,
                directory.resolve(topics.prefix()),
                StreamPlans.of(IMAGES, IMAGES_PER_SECOND));
    }

    private static Topics topics(TestInfo test) {
        return new Topics(test.getTestMethod().orElseThrow().getName() + "-");
    }

    private static void assertKept(List<Finding> findings) {
        assertThat(findings).hasSizeGreaterThan(1).allMatch(Finding::kept);
    }
}
