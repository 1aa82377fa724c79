package io.fashionstream.stream.model;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRollout.Outcome;
import io.fashionstream.event.ModelRollout.Serving;
import io.fashionstream.stream.testing.Canaries;
import io.fashionstream.stream.testing.TestModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanaryFollowerTest {
    private final MemoryReleaseSource releases = new MemoryReleaseSource();
    private final ModelSlot<CanaryModel> champion = new ModelSlot<>();
    private final CanarySlot<CanaryModel> canary = new CanarySlot<>();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final ReleaseFollower<CanaryModel> follower = new ReleaseFollower<>(
            () -> releases,
            CanaryModel::new,
            Map.of(CHAMPION, champion, CHALLENGER, new ModelSlot<>()),
            canary,
            new NetworkChoice(PrecisionSetting.AUTO, 8, System::nanoTime),
            new Journal(journal),
            error -> {});

    private final ModelArtifact old = TestModels.artifact("old");
    private final ModelArtifact young = TestModels.artifact("young");

    private record Journal(List<String> lines) implements RolloutJournal {
        @Override
        public void record(
                ModelAlias alias, String modelId, Outcome outcome, @Nullable String detail, @Nullable Serving serving) {
            lines.add(alias.key() + " " + outcome);
        }

        @Override
        public void recordCanary(CanaryStep step, Outcome outcome, @Nullable String detail, @Nullable Serving serving) {
            lines.add("canary " + step.number() + " " + outcome);
        }
    }

    @AfterEach
    void close() {
        follower.close();
    }

    /** A product keeps its model when its instance starts again. */
    @Test
    void anInstanceThatStartsBesideACanaryDoesNotServeBeforeItHasBoth() throws InterruptedException {
        releases.release(CHAMPION, old);
        releases.put(young);
        releases.canary(Canaries.step(4, young.modelId(), old.modelId(), 0.05));

        follower.start();

        assertThat(follower.awaitChampion(Duration.ofSeconds(10))).isTrue();
        assertThat(lease()).isEqualTo(4);
        assertThat(journal).containsExactly("champion SERVING", "canary 4 SERVING");
    }

    @Test
    void itsNextStepFetchesNothingAndItsEndIsSaid() throws InterruptedException {
        releases.release(CHAMPION, old);
        releases.put(young);
        follower.start();
        follower.awaitChampion(Duration.ofSeconds(10));
        releases.canary(Canaries.step(4, young.modelId(), old.modelId(), 0.05));
        await().until(() -> lease() == 4);
        int fetches = releases.fetches();

        releases.canary(Canaries.step(5, young.modelId(), old.modelId(), 0.25));
        await().until(() -> lease() == 5);
        assertThat(releases.fetches()).isEqualTo(fetches);

        releases.canary(null);
        await().until(() -> lease() == 0);
        assertThat(champion.modelId()).contains(old.modelId());
        await().untilAsserted(() -> assertThat(journal).last().isEqualTo("canary 5 WITHDRAWN"));
    }

    @Test
    void aCanaryThatIsRefusedLeavesTheChampionAloneAndItsNextStepTriesAgain() throws InterruptedException {
        ModelArtifact liar = TestModels.wrongCanaries("liar");
        releases.release(CHAMPION, old);
        releases.put(liar);
        releases.canary(Canaries.step(4, liar.modelId(), old.modelId(), 0.05));
        follower.start();

        assertThat(follower.awaitChampion(Duration.ofSeconds(10))).isTrue();
        assertThat(lease()).isZero();
        assertThat(journal).containsExactly("champion SERVING", "canary 4 REFUSED");

        releases.canary(Canaries.step(5, liar.modelId(), old.modelId(), 0.25));
        await().until(() -> journal.contains("canary 5 REFUSED"));
        assertThat(lease()).isZero();
    }

    @Test
    void aCanaryThatBecomesTheChampionServesAllFromThen() throws InterruptedException {
        releases.release(CHAMPION, old);
        releases.put(young);
        releases.canary(Canaries.step(4, young.modelId(), old.modelId(), 0.25));
        follower.start();
        follower.awaitChampion(Duration.ofSeconds(10));

        releases.release(CHAMPION, young);
        releases.canary(null);

        await().until(() -> champion.modelId().orElseThrow().equals(young.modelId()) && lease() == 0);
    }

    /** The step that serves beside the champion, or 0. */
    private long lease() {
        var lease = canary.lease(champion.modelId().orElse("none"));
        lease.ifPresent(CanarySlot.Lease::close);
        return lease.map(CanarySlot.Lease::step).orElse(0L);
    }
}
