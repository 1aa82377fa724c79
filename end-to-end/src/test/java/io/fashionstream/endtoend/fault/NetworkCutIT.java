package io.fashionstream.endtoend.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.StreamPlans;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.fault.FaultRun;
import io.fashionstream.testkit.fault.LinkedBroker;
import io.fashionstream.testkit.ledger.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The network between a processor and its broker is cut for longer than the session, and mended. */
@DisabledOnOs(OS.WINDOWS)
class NetworkCutIT {
    private static final Topics TOPICS = new Topics("network-cut-");
    private static final Duration LONGER_THAN_THE_SESSION = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void whoComesBackDoublesNothingAndServesTheModelThatTheAliasPointsAtByThen() throws Exception {
        ModelArtifact second = TestModels.second();
        try (LinkedBroker broker = LinkedBroker.start(directory.resolve("broker"));
                FaultRun run = run(broker.kafka().connection())) {
            run.release(TestModels.first());
            run.join("far", broker.linked());
            run.join("near");
            run.startStreaming();
            run.awaitAnswers(500);

            broker.link().cut();
            run.release(second);
            run.watch(LONGER_THAN_THE_SESSION);
            while (!serving(broker, second).contains("near")) {
                run.awaitAnswers(1);
            }
            assertThat(serving(broker, second)).doesNotContain("far");
            broker.link().mend();
            while (!serving(broker, second).contains("far")) {
                run.awaitAnswers(1);
            }
            run.instance("near").terminate();

            assertThat(run.finish()).hasSizeGreaterThan(1).allMatch(Finding::kept);
        }
    }

    private FaultRun run(KafkaConnection connection) {
        return new FaultRun(connection, TOPICS, 4, directory.resolve("processors"), StreamPlans.of(3000, 150));
    }

    /** Instances that said that they serve {@code model}. */
    private static List<String> serving(LinkedBroker broker, ModelArtifact model) {
        JsonCodec<ModelRollout> codec = JsonCodec.of(PayloadTypes.MODEL_ROLLOUT);
        return TestTopics.committed(broker.kafka().connection(), TOPICS.modelRollouts()).stream()
                .map(record -> codec.read(record.value()))
                .filter(rollout -> rollout.outcome() == ModelRollout.Outcome.SERVING)
                .filter(rollout -> rollout.modelId().equals(model.modelId()))
                .map(ModelRollout::instanceId)
                .toList();
    }
}
