package io.fashionstream.endtoend.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.endtoend.shared.StreamPlans;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.broker.ThreeBrokers;
import io.fashionstream.testkit.fault.FaultRun;
import io.fashionstream.testkit.ledger.Finding;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, three replicas of everything, and one broker after the other is lost. */
@DisabledOnOs(OS.WINDOWS)
class LostBrokerIT {
    private static final int PARTITIONS = 3;
    private static final int REPLICAS = 3;
    private static final Duration READ_WHAT_WAITS = Duration.ofMillis(500);

    @TempDir
    Path directory;

    @Test
    void imagesAreLabelledOnceAndGoOnBeingLabelledWhicheverBrokerIsKilled() throws Exception {
        try (ThreeBrokers cluster = ThreeBrokers.start(directory, FaultRun.brokerSettings());
                FaultRun run = new FaultRun(
                        cluster.connection(),
                        new Topics("lost-broker-"),
                        PARTITIONS,
                        REPLICAS,
                        directory.resolve("processors"),
                        StreamPlans.of(2400, 150))) {
            run.release(TestModels.first());
            run.join("a");
            run.join("b");
            run.startStreaming();

            for (int broker = 0; broker < 3; broker++) {
                run.awaitAnswers(200);
                run.watch(READ_WHAT_WAITS);
                cluster.kill(broker);
                run.awaitAnswers(400);
                cluster.startAgain(broker);
            }

            assertThat(run.finish()).hasSizeGreaterThan(1).allMatch(Finding::kept);
        }
    }
}
