package io.fashionstream.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ArtifactParts;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    @Test
    void theNewestFiveWithoutAnAliasAreKept() {
        assertThat(new Releases(Map.of(), models(5)).surplus()).isEmpty();
        assertThat(new Releases(Map.of(), models(7)).surplus())
                .extracting(ArtifactIndex::modelId)
                .containsExactly(id(1), id(0));
    }

    @Test
    void whatAnAliasPointsAtOrWouldRollBackToIsKeptHoweverOld() {
        Map<ModelAlias, ModelRelease> aliases = Map.of(
                ModelAlias.CHAMPION, release(ModelAlias.CHAMPION, 2, 0),
                ModelAlias.CHALLENGER, release(ModelAlias.CHALLENGER, 1, null));

        assertThat(new Releases(aliases, models(10)).surplus())
                .extracting(ArtifactIndex::modelId)
                .containsExactly(id(4), id(3));
    }

    @Test
    void aRunningCanaryIsKeptHoweverOldAndAnEndedOneIsNot() {
        Map<ModelAlias, ModelRelease> aliases = Map.of(ModelAlias.CHAMPION, release(ModelAlias.CHAMPION, 2, null));
        CanaryStep running = CanarySteps.first(id(0), id(2));
        CanaryStep ended = running.next(CanaryStep.State.TAKEN_BACK, 0, Instant.EPOCH, "worse", null);

        assertThat(new Releases(aliases, models(8), running).surplus())
                .extracting(ArtifactIndex::modelId)
                .containsExactly(id(1));
        assertThat(new Releases(aliases, models(8), ended).surplus())
                .extracting(ArtifactIndex::modelId)
                .containsExactly(id(1), id(0));
    }

    @Test
    void aCanaryIsInForceOnlyBesideTheChampionThatItIsHeldAgainst() {
        CanaryStep step = CanarySteps.first(id(0), id(2));
        Map<ModelAlias, ModelRelease> beside = Map.of(ModelAlias.CHAMPION, release(ModelAlias.CHAMPION, 2, null));
        Map<ModelAlias, ModelRelease> moved = Map.of(ModelAlias.CHAMPION, release(ModelAlias.CHAMPION, 3, 2));

        assertThat(new Releases(beside, models(4), step).canary()).contains(step);
        assertThat(new Releases(moved, models(4), step).canary()).isEmpty();
        assertThat(new Releases(Map.of(), models(4), step).canary()).isEmpty();
    }

    @Test
    void everyChunkAndTheIndexOfAModelHaveAKey() {
        ArtifactIndex index = models(1).get(0);

        assertThat(ArtifactKey.all(index)).containsExactly(id(0) + "/00000", id(0) + "/00001", id(0) + "/index");
    }

    private static List<ArtifactIndex> models(int count) {
        return IntStream.range(0, count)
                .mapToObj(age -> new ArtifactIndex(
                        id(age), 600_000, 2, Instant.ofEpochSecond(age), ArtifactParts.manifest("compact-cnn")))
                .toList();
    }

    private static ModelRelease release(ModelAlias alias, int model, @Nullable Integer before) {
        return new ModelRelease(
                alias,
                id(model),
                before == null ? null : id(before),
                null,
                Instant.EPOCH,
                null,
                ArtifactParts.manifest("compact-cnn"));
    }

    private static String id(int number) {
        return "%064x".formatted(number);
    }
}
