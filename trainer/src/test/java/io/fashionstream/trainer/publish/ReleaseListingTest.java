package io.fashionstream.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.release.Releases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseListingTest {
    private static final String OLD = "0a".repeat(32);
    private static final String NEW = "f1".repeat(32);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.250Z");

    private final ModelManifest manifest =
            QualityGateTest.model(QualityGateTest.measured(0.9512, 0.8)).forced("demo");
    private final Releases releases = new Releases(
            Map.of(
                    ModelAlias.CHAMPION,
                    new ModelRelease(ModelAlias.CHAMPION, NEW, OLD, null, NOON, "better on shirts", manifest)),
            List.of(
                    new ArtifactIndex(OLD, 7_300_000, 14, NOON.minusSeconds(60), manifest),
                    new ArtifactIndex(NEW, 7_300_000, 14, NOON, manifest)));

    @Test
    void peopleSeeWhereEachAliasPointsAndTheModelsNewestFirst() {
        String text = ReleaseListing.text(releases);

        assertThat(text.lines().toList())
                .containsExactly(
                        "ALIAS       MODEL        BEFORE       SINCE                REASON",
                        "champion    f1f1f1f1f1f1 0a0a0a0a0a0a 2026-11-22T12:00:00Z better on shirts",
                        "",
                        "MODEL        NETWORK        VALIDATION     TEST       MB  PUBLISHED            ALIASES",
                        "f1f1f1f1f1f1 compact-cnn        0.9900   0.9512      7.3  2026-11-22T12:00:00Z champion"
                                + " (forced: demo)",
                        "0a0a0a0a0a0a compact-cnn        0.9900   0.9512      7.3  2026-11-22T11:59:00Z  (forced:"
                                + " demo)");
    }

    @Test
    void programsGetWholeIdsAndTimes() throws Exception {
        JsonNode json = new ObjectMapper().readTree(ReleaseListing.json(releases));

        assertThat(json.at("/aliases/0/modelId").asText()).isEqualTo(NEW);
        assertThat(json.at("/aliases/0/releasedTime").asText()).isEqualTo("2026-11-22T12:00:00.250Z");
        assertThat(json.at("/models/0/aliases/0").asText()).isEqualTo("champion");
        assertThat(json.at("/models/1/aliases")).isEmpty();
        assertThat(json.at("/models/1/testAccuracy").asDouble()).isEqualTo(0.9512);
    }

    @Test
    void nothingIsSaidInWords() {
        assertThat(ReleaseListing.text(new Releases(Map.of(), List.of()))).startsWith("No model is released.");
    }
}
