package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.testkit.ledger.AccuracyRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** After a release and a roll-back, {@code /state.json} and the quickstart's table have figures of the model that serves. */
@ExtendWith(SharedBroker.class)
class ReleasedFiguresIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int IMAGES = 40;

    private final List<ModelArtifact> byId = Stream.of(1, 2)
            .map(BandModels::numbered)
            .sorted(Comparator.comparing(ModelArtifact::modelId))
            .toList();

    @TempDir
    private Path folder;

    @Test
    void figuresFollowTheAliasWhicheverIdIsTheGreater(KafkaConnection kafka, Topics topics) throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        deployment.release(CHAMPION, byId.get(0));
        try (ImageStream images = deployment.images(3);
                AccuracyRows rows = new AccuracyRows(kafka, topics);
                StreamProcessor processor = new StreamProcessor(
                                deployment.settings("one", Map.of("accuracy.step.ms", "1000", "challenger.share", "1")))
                        .start()) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            images.publish(IMAGES);
            deployment.awaitLabels(IMAGES);
            awaitFigures(processor, rows, byId.get(0), IMAGES);

            deployment.release(CHAMPION, byId.get(1));
            awaitFigures(processor, rows, byId.get(1), 0);
            images.publish(IMAGES / 2);
            awaitFigures(processor, rows, byId.get(1), IMAGES / 2);

            deployment.rollBack(CHAMPION);
            awaitFigures(processor, rows, byId.get(0), IMAGES);
            assertThat(state(processor).at("/challengerAccuracy")).isEmpty();

            deployment.release(CHALLENGER, byId.get(1));
            awaitLabelled(processor, CHALLENGER, byId.get(1), 0);
            awaitFigures(processor, rows, byId.get(0), IMAGES);
        }
    }

    private static void awaitFigures(StreamProcessor processor, AccuracyRows rows, ModelArtifact model, long labelled) {
        awaitLabelled(processor, CHAMPION, model, labelled);
        await().atMost(LONG).untilAsserted(() -> {
            rows.update();
            assertThat(rows.champion()).contains(model.modelId());
            assertThat(rows.row(model.modelId(), "ALL").orElseThrow().window().labelled())
                    .isEqualTo(labelled);
        });
    }

    private static void awaitLabelled(StreamProcessor processor, ModelAlias alias, ModelArtifact model, long labelled) {
        String field = alias == CHAMPION ? "/accuracy" : "/challengerAccuracy";
        await().atMost(LONG).untilAsserted(() -> {
            JsonNode shown = state(processor).at(field);
            assertThat(shown)
                    .hasSize(11)
                    .allMatch(row -> row.at("/modelId").asText().equals(model.modelId()));
            assertThat(shown)
                    .filteredOn(row -> row.at("/scope").asText().equals("ALL"))
                    .allMatch(row -> row.at("/window/labelled").longValue() == labelled);
        });
    }

    private static JsonNode state(StreamProcessor processor) throws IOException {
        try (InputStream json =
                processor.address().resolve("state.json").toURL().openStream()) {
            return new JsonMapper().readTree(json);
        }
    }
}
