package io.fashionstream.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.endtoend.shared.StreamPlans;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.testkit.catalogue.Catalogue;
import io.fashionstream.testkit.catalogue.LedgerEntries;
import io.fashionstream.testkit.catalogue.StreamPlan;
import io.fashionstream.testkit.fault.ModelRecomputation;
import io.fashionstream.testkit.ledger.AccuracyAudit;
import io.fashionstream.testkit.ledger.Answer;
import io.fashionstream.testkit.ledger.AnswerReader;
import io.fashionstream.testkit.ledger.Finding;
import io.fashionstream.testkit.ledger.Ledger;
import io.fashionstream.testkit.ledger.Oracle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is deployed is what was tested: {@code docker-compose.yml} with the images of this build, used from outside.
 * Reported as skipped where there is no Docker engine, or no Compose.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Path SHIPPED_MODEL = Path.of("..", "models", "compact-cnn");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int PARTITIONS = 6;
    private static final long GIBIBYTE = 1L << 30;

    @RegisterExtension
    final AfterTestExecutionCallback logsOfAFailure = context -> context.getExecutionException()
            .ifPresent(failure -> System.err.println(
                    "The containers of the failed test say:\n" + composition().logs()));

    private Optional<Composition> running = Optional.empty();

    @BeforeAll
    void bringUp() {
        Optional<String> missing = Composition.missing();
        assumeTrue(missing.isEmpty(), () -> "the test of docker-compose.yml is skipped: " + missing.orElseThrow());
        running = Optional.of(Composition.up());
    }

    @AfterAll
    void tearDown() {
        running.ifPresent(Composition::close);
    }

    @Test
    void theTopicsAreAsTheyShouldBeAndNobodyElseCreatesAny() throws Exception {
        TopicCreation.Outcome found =
                new TopicCreation(composition().connection(), PATIENCE).create(TopicSpecs.of(TOPICS, PARTITIONS), 1);

        assertThat(found.created()).isEmpty();
        assertThat(found.differences()).isEmpty();
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(composition().connection().with(Map.of()))) {
            assertThat(admin.describeConfigs(List.of(broker)).all().get().get(broker))
                    .extracting(
                            config -> config.get("auto.create.topics.enable").value())
                    .isEqualTo("false");
        }
    }

    @Test
    void theBrokerHasNoCapabilities() {
        assertThat(composition().within("broker", "grep -E 'CapEff|NoNewPrivs' /proc/1/status | cut -f 2"))
                .isEqualTo("0000000000000000\n1");
    }

    @Test
    void aProcessorMayDoNothingButItsWork() {
        assertThat(composition().within("processor-1", "id -u; id -g")).isEqualTo("10001\n10001");
        assertThat(composition().within("processor-1", "touch /opt/fashion-stream/lib/more.jar"))
                .contains("Read-only file system");
        assertThat(composition().within("processor-1", "grep -E 'CapEff|NoNewPrivs' /proc/1/status | cut -f 2"))
                .isEqualTo("0000000000000000\n1");
        assertThat(composition().inspect("processor-1", "{{.HostConfig.Memory}}"))
                .isEqualTo(String.valueOf(GIBIBYTE));
        assertThat(composition().within("processor-1", "ls /opt/fashion-stream /opt/fashion-stream/lib"))
                .contains("onnxruntime-")
                .doesNotContain("deeplearning4j", "nd4j", "models");
    }

    @Test
    void everyImageHasOneAnswerThoughAProcessorIsKilledInTheMiddle() throws Exception {
        StreamPlan plan = StreamPlans.of(1200, 150);
        Ledger ledger = new Ledger();
        for (String service : List.of("processor-1", "processor-2")) {
            awaitHealthy(service);
        }

        streamAndKill("processor-1", plan, ledger);

        awaitHealthy("processor-1");
        assertThat(examine(plan, ledger)).hasSizeGreaterThan(1).allMatch(Finding::kept);
        for (String service : List.of("processor-1", "processor-2", "broker")) {
            assertThat(composition().inspect(service, "{{.State.OOMKilled}} {{.RestartCount}}"))
                    .as("%s: killed for its memory, restarted", service)
                    .isEqualTo("false 0");
        }
    }

    private void streamAndKill(String victim, StreamPlan plan, Ledger ledger) throws Exception {
        ExecutorService publisher = Executors.newSingleThreadExecutor();
        try (Catalogue catalogue = new Catalogue(composition().connection(), TOPICS, new LedgerEntries(ledger));
                AnswerReader reader = new AnswerReader(composition().connection(), TOPICS)) {
            Future<?> publishing = publisher.submit(() -> {
                catalogue.publish(plan.images(), plan.imagesPerSecond());
                return null;
            });
            List<Answer> answers = new ArrayList<>();
            awaitAnswers(reader, answers, 300);
            composition().kill(victim);
            awaitAnswers(reader, answers, 700);
            composition().startAgain(victim);
            awaitAnswers(reader, answers, plan.images().size());
            publishing.get();
        } finally {
            publisher.shutdownNow();
        }
    }

    private List<Finding> examine(StreamPlan plan, Ledger ledger) throws Exception {
        List<Answer> answers;
        try (AnswerReader auditor = new AnswerReader(composition().connection(), TOPICS)) {
            answers = auditor.readToEnd();
        }
        try (ModelRecomputation recomputation = new ModelRecomputation(List.of(releasedModel()), plan.pictures())) {
            List<Finding> findings = new ArrayList<>(new Oracle(ledger, recomputation).examine(answers));
            findings.add(new AccuracyAudit(composition().connection(), TOPICS).examine(answers));
            return findings;
        }
    }

    /** As it is fetched from outside; it must be the one that is shipped. */
    private ModelArtifact releasedModel() throws Exception {
        ModelArtifact shipped = ModelArtifact.read(SHIPPED_MODEL);
        try (ReleaseReader reader = new ReleaseReader(composition().connection(), TOPICS, PATIENCE)) {
            String champion = Objects.requireNonNull(reader.aliases().get(ModelAlias.CHAMPION), "champion")
                    .modelId();
            assertThat(champion).isEqualTo(shipped.modelId());
            return reader.fetch(champion);
        }
    }

    private void awaitHealthy(String service) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> composition().isHealthy(service));
    }

    private static void awaitAnswers(AnswerReader reader, List<Answer> answers, int wanted) {
        await().atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    answers.addAll(reader.poll(Duration.ofMillis(50)));
                    return answers.size() >= wanted;
                });
    }

    private Composition composition() {
        return running.orElseThrow();
    }
}
