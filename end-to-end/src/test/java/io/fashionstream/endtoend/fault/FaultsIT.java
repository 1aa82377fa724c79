package io.fashionstream.endtoend.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.endtoend.shared.StreamPlans;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.fault.BrokenModels;
import io.fashionstream.testkit.fault.FaultRun;
import io.fashionstream.testkit.ledger.Finding;
import io.fashionstream.testkit.process.ProcessorJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each image gets exactly one answer whatever fails: processors in JVMs of their own, an oracle over every image. The
 * faults hit at numbers of answers, not at times. The long form is the command {@code chaos}.
 */
@DisabledOnOs(OS.WINDOWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final int PARTITIONS = 4;

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
    void killedInTheMiddleOfBatchesAgainAndAgain(TestInfo test) throws Exception {
        try (FaultRun run = run(test, 2000, 400)) {
            run.release(TestModels.first());
            run.join("a");
            run.join("b");
            run.startStreaming();

            for (String victim : List.of("a", "b", "a")) {
                run.awaitAnswers(400);
                run.instance(victim).kill();
                run.startAgain(victim);
            }

            assertKept(run.finish());
        }
    }

    @Test
    void instancesJoinHandOverAndLeaveUnderLoad(TestInfo test) throws Exception {
        try (FaultRun run = run(test, 2000, 400)) {
            run.release(TestModels.first());
            ProcessorJvm first = run.join("first");
            run.startStreaming();
            run.awaitAnswers(300);

            run.join("second");
            run.awaitAnswers(500);
            int exitCode = first.terminate();
            run.awaitAnswers(500);
            run.startAgain("first");

            assertThat(exitCode).as("exit code after SIGTERM").isIn(0, 143);
            assertKept(run.finish());
        }
    }

    @Test
    void aProcessThatIsPausedLongerThanItsSessionDoublesNothing(TestInfo test) throws Exception {
        try (FaultRun run = run(test, 1800, 300)) {
            run.release(TestModels.first());
            run.join("sleeper");
            run.join("other");
            run.startStreaming();
            run.awaitAnswers(400);

            run.instance("sleeper").pause();
            run.watch(Duration.ofSeconds(5));
            run.instance("sleeper").resume();

            assertKept(run.finish());
        }
    }

    @Test
    void theBrokerStopsAndStartsUnderLoad(TestInfo test) throws Exception {
        try (FaultRun run = run(test, 1800, 300)) {
            run.release(TestModels.first());
            run.join("only");
            run.startStreaming();
            run.awaitAnswers(500);

            broker.close();
            run.watch(Duration.ofSeconds(3));
            broker = broker.startAgain();

            assertKept(run.finish());
        }
    }

    @Test
    void killedAndItsDiskWipedItComesBackWithNothingLost(TestInfo test) throws Exception {
        try (FaultRun run = run(test, 1500, 300)) {
            run.release(TestModels.first());
            run.join("only");
            run.startStreaming();
            run.awaitAnswers(600);

            run.instance("only").kill();
            run.instance("only").wipeState();
            run.startAgain("only");

            assertKept(run.finish());
        }
    }

    @Test
    void eventsThatAreSentTwiceAreAnsweredOnceAlthoughInstancesAndTheirDisksAreLost(TestInfo test) throws Exception {
        try (FaultRun run = run(test, 1500, 400)) {
            run.release(TestModels.first());
            run.join("a");
            run.join("b");
            run.startStreaming();

            for (String victim : List.of("a", "b")) {
                run.awaitAnswers(400);
                run.sendAgain(200);
                run.instance(victim).kill();
                run.instance(victim).wipeState();
                run.sendAgain(200);
                run.startAgain(victim);
            }
            run.awaitAnswers(300);
            run.sendAgain(500);

            List<Finding> findings = run.finish();
            assertKept(findings);
            assertThat(findings).anyMatch(finding -> finding.detail().contains("1300 repetitions"));
        }
    }

    @Test
    void releasesRollBacksAndRefusalsInTheMiddleOfKills(TestInfo test) throws Exception {
        ModelArtifact broken = BrokenModels.withWrongCanaries(TestModels.second());
        try (FaultRun run = run(test, 2000, 300)) {
            run.release(TestModels.first());
            run.join("a");
            run.join("b");
            run.startStreaming();

            run.awaitAnswers(400);
            run.release(TestModels.second());
            run.instance("a").kill();
            run.startAgain("a");
            run.awaitAnswers(500);
            run.rollBack();
            run.instance("b").kill();
            run.startAgain("b");
            run.awaitAnswers(300);
            run.release(broken);

            assertKept(run.finish());
        }
    }

    private FaultRun run(TestInfo test, int images, double imagesPerSecond) {
        Topics topics = new Topics(test.getTestMethod().orElseThrow().getName() + "-");
        Path logs = directory.resolve(topics.prefix());
        return new FaultRun(broker.connection(), topics, PARTITIONS, logs, StreamPlans.of(images, imagesPerSecond));
    }

    private static void assertKept(List<Finding> findings) {
        assertThat(findings).hasSizeGreaterThan(1).allMatch(Finding::kept);
    }
}
