package io.fashionstream.endtoend.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.endtoend.shared.StreamPlans;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.LiveStream;
import io.fashionstream.quickstart.summary.RunSummary;
import io.fashionstream.quickstart.summary.RunSummary.BatchSize;
import io.fashionstream.quickstart.terminal.PlainLines;
import io.fashionstream.quickstart.terminal.View;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.testkit.catalogue.StreamPlan;
import io.fashionstream.testkit.ledger.AccuracyAudit;
import io.fashionstream.testkit.ledger.AnswerReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline, from a catalogue's images to rolling accuracy, on whatever broker a subclass has. */
abstract class EndToEnd {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int GOOD = 1000;

    private final Topics topics = new Topics("end-to-end-");
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @TempDir
    Path stateDirectory;

    abstract KafkaConnection connection();

    @Test
    void everyImageIsLabelledOnceByTheModelThatServesAndAccuracyAddsUp() throws Exception {
        StreamPlan plan = StreamPlans.of(GOOD, 250);
        new TopicCreation(connection(), PATIENCE).create(TopicSpecs.of(topics, 3), 1);

        try (StreamProcessor processor = new StreamProcessor(settings()).start()) {
            release(TestModels.first(), processor);
            assertThat(processor.awaitReady(PATIENCE)).isTrue();
            RunSummary summary = stream(plan, processor);

            assertThat(summary.images()).isEqualTo(plan.images().size());
            assertThat(summary.labelled()).isEqualTo(GOOD);
            assertThat(summary.rejected()).isEqualTo(plan.images().size() - GOOD);
            assertThat(summary.lost()).isZero();
            assertThat(summary.doubled()).isZero();
            assertThat(summary.accuracy()).isBetween(0.3, 1.0);
            assertThat(summary.modelIds())
                    .containsExactly(
                            TestModels.first().modelId(), TestModels.second().modelId());
            assertThat(summary.batchSize().max()).isBetween(1, 64);
            assertThat(summary.latencyMillis().p50()).isPositive();
            assertThat(shown.toString(StandardCharsets.UTF_8)).contains("images labelled");
        }
    }

    private RunSummary stream(StreamPlan plan, StreamProcessor processor) throws Exception {
        View view = new PlainLines(new PrintWriter(shown, true, StandardCharsets.UTF_8));
        try (LiveStream stream = new LiveStream(connection(), topics, plan, () -> batchSize(processor), view)) {
            RunSummary summary = stream.run(TestModels.second(), model -> release(model, processor));
            try (AnswerReader reader = new AnswerReader(connection(), topics)) {
                assertThat(new AccuracyAudit(connection(), topics).examine(reader.readToEnd()))
                        .matches(finding -> finding.kept());
            }
            return summary;
        }
    }

    private static BatchSize batchSize(StreamProcessor processor) {
        return new BatchSize(processor.figures().batchSizes().mean(), (int)
                processor.figures().batchSizes().max());
    }

    private void release(ModelArtifact model, StreamProcessor processor) throws InterruptedException {
        new ReleasePublisher(connection(), topics, PATIENCE, Clock.systemUTC())
                .publish(model, ModelAlias.CHAMPION, null);
        assertThat(processor.awaitModel(ModelAlias.CHAMPION, model.modelId(), PATIENCE))
                .isTrue();
    }

    private ProcessorSettings settings() {
        return ProcessorSettings.of(Map.of(
                "bootstrap.servers", connection().bootstrapServers(),
                "topic.prefix", topics.prefix(),
                "topic.create", "false",
                "application.id", "end-to-end",
                "instance.id", "end-to-end",
                "state.dir", stateDirectory.toString(),
                "http.port", "0",
                "accuracy.step.ms", "500",
                "accuracy.window.ms", "60000"));
    }
}
