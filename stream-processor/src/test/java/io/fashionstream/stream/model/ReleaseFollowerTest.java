package io.fashionstream.stream.model;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.artifact.ArtifactRefused;
import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.stream.testing.TestModels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseFollowerTest {
    private final Shelf shelf = new Shelf();
    private final ModelSlot<LoadedModel> champion = new ModelSlot<>();
    private final ModelSlot<LoadedModel> challenger = new ModelSlot<>();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final ReleaseFollower<LoadedModel> follower = new ReleaseFollower<>(
            () -> shelf,
            LoadedModel::new,
            Map.of(CHAMPION, champion, CHALLENGER, challenger),
            8,
            (alias, modelId, outcome, detail) -> journal.add(
                    alias.key() + " " + outcome + (detail == null ? "" : ": " + detail.substring(modelId.length()))),
            fatal::set);

    private final ModelArtifact good = TestModels.artifact("good");
    private final ModelArtifact better = TestModels.artifact("better");

    @BeforeEach
    void start() {
        follower.start();
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void whatTheAliasPointsAtServesAndMovingItBackIsTheRollBack() throws InterruptedException {
        shelf.release(CHAMPION, good);
        assertThat(follower.awaitChampion(Duration.ofSeconds(10))).isTrue();
        assertThat(champion.modelId()).contains(good.modelId());

        shelf.release(CHAMPION, better);
        await().until(() -> champion.modelId().orElseThrow().equals(better.modelId()));

        shelf.release(CHAMPION, good);
        await().until(() -> champion.modelId().orElseThrow().equals(good.modelId()));
        await().untilAsserted(() ->
                assertThat(journal).containsExactly("champion SERVING", "champion SERVING", "champion SERVING"));
    }

    @Test
    void aModelWhoseCanariesDisagreeIsRefusedWithItsReasonAndTheOldOneGoesOn() throws InterruptedException {
        shelf.release(CHAMPION, good);
        follower.awaitChampion(Duration.ofSeconds(10));

        shelf.release(CHAMPION, TestModels.wrongCanaries("liar"));

        await().until(() -> journal.size() == 2);
        assertThat(journal.get(1))
                .startsWith("champion REFUSED:  refused: canary 0 must have T_SHIRT_TOP at 0.998")
                .contains("the network says");
        assertThat(champion.modelId()).contains(good.modelId());
    }

    @Test
    void anInstanceThatStartsAfterABadReleaseServesTheModelBeforeIt() throws InterruptedException {
        ModelArtifact liar = TestModels.wrongCanaries("liar");
        shelf.artifacts.put(good.modelId(), good);
        shelf.artifacts.put(liar.modelId(), liar);

        shelf.point(CHAMPION, liar.modelId(), good.modelId());

        assertThat(follower.awaitChampion(Duration.ofSeconds(10))).isTrue();
        assertThat(champion.modelId()).contains(good.modelId());
        await().untilAsserted(() -> assertThat(journal).hasSize(2).last().isEqualTo("champion SERVING"));
        assertThat(journal.get(0)).startsWith("champion REFUSED");
    }

    @Test
    void anInstanceThatStartsAfterSeveralBadReleasesServesTheLatestGoodOneBeforeThem() throws InterruptedException {
        ModelArtifact liar = TestModels.wrongCanaries("liar");
        ModelArtifact worse = TestModels.wrongCanaries("worse");
        for (ModelArtifact artifact : List.of(good, better, liar, worse)) {
            shelf.artifacts.put(artifact.modelId(), artifact);
        }

        shelf.point(CHAMPION, worse.modelId(), liar.modelId(), better.modelId(), good.modelId());

        assertThat(follower.awaitChampion(Duration.ofSeconds(10))).isTrue();
        assertThat(champion.modelId()).contains(better.modelId());
        await().untilAsserted(() -> assertThat(journal).hasSize(3).last().isEqualTo("champion SERVING"));
    }

    /** Native code that still runs when a process ends may crash it. */
    @Test
    void closingWaitsForAModelThatIsBeingLoaded() throws InterruptedException {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ModelSlot<LoadedModel> slot = new ModelSlot<>();
        ReleaseFollower<LoadedModel> slow = new ReleaseFollower<>(
                () -> shelf,
                artifact -> {
                    loading.countDown();
                    awaitUninterrupted(goOn);
                    return new LoadedModel(artifact);
                },
                Map.of(CHAMPION, slot, CHALLENGER, new ModelSlot<>()),
                8,
                (alias, modelId, outcome, detail) -> {},
                fatal::set);
        shelf.release(CHAMPION, good);
        slow.start();
        loading.await();

        Thread closing = new Thread(slow::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.BLOCKED);
        goOn.countDown();
        closing.join();

        assertThat(slot.modelId()).contains(good.modelId());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aNetworkThatCannotBeLoadedIsRefused() {
        shelf.release(CHAMPION, TestModels.withNetwork("unloadable", new byte[] {9, 9}));

        await().until(() -> journal.size() == 1);
        assertThat(journal.get(0)).isEqualTo("champion REFUSED:  refused: two nines are no network");
        assertThat(champion.modelId()).isEmpty();
    }

    @Test
    void bytesThatAreNotTheModelThatTheAliasNamesAreRefused() {
        shelf.artifacts.put(better.modelId(), good);
        shelf.point(CHAMPION, better.modelId());

        await().until(() -> journal.size() == 1);
        assertThat(journal.get(0)).contains("REFUSED").contains("its digest is " + good.modelId());
    }

    @Test
    void anArtifactThatBreaksTheFormatIsRefusedAndTheNextReleaseServes() {
        shelf.point(CHAMPION, "f".repeat(64));
        await().until(() -> journal.size() == 1);
        assertThat(journal.get(0)).contains("REFUSED").contains("expected an artifact, found nothing");

        shelf.release(CHAMPION, good);

        await().until(() -> champion.modelId().isPresent());
    }

    @Test
    void aChallengerComesAndGoesWhileAChampionWithoutItsAliasGoesOn() {
        shelf.release(CHAMPION, good);
        shelf.release(CHALLENGER, better);
        await().until(() ->
                challenger.modelId().isPresent() && champion.modelId().isPresent());

        shelf.withdraw(CHALLENGER);
        shelf.withdraw(CHAMPION);

        await().until(() -> challenger.modelId().isEmpty());
        await().until(() -> journal.contains("champion WITHDRAWN") && journal.contains("challenger WITHDRAWN"));
        assertThat(champion.modelId()).contains(good.modelId());
    }

    @Test
    void aSourceOutOfReachIsOpenedAgainAndWhatWasMissedIsCaughtUpWith() throws InterruptedException {
        shelf.release(CHAMPION, good);
        follower.awaitChampion(Duration.ofSeconds(10));

        shelf.failures.set(2);
        await().until(() -> shelf.failures.get() < 2);
        shelf.release(CHAMPION, better);

        await().until(() -> champion.modelId().orElseThrow().equals(better.modelId()));
        assertThat(shelf.closed).hasValue(2);
        assertThat(fatal.get()).isNull();
    }

    @Test
    void anErrorOfTheMachineIsFatalAndNotABadRelease() {
        shelf.release(CHAMPION, TestModels.withNetwork("unlucky", new byte[] {7}));

        await().until(() -> fatal.get() != null);
        assertThat(fatal.get()).isInstanceOf(UnsatisfiedLinkError.class);
    }

    /** Releases in memory. */
    private static final class Shelf implements ReleaseSource {
        private final Map<String, ModelArtifact> artifacts = new ConcurrentHashMap<>();
        private final Map<ModelAlias, ModelRelease> aliases = new ConcurrentHashMap<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        void release(ModelAlias alias, ModelArtifact artifact) {
            artifacts.put(artifact.modelId(), artifact);
            point(alias, artifact.modelId());
        }

        void point(ModelAlias alias, String modelId) {
            point(alias, modelId, null);
        }

        void point(ModelAlias alias, String modelId, @Nullable String previousModelId, String... earlier) {
            aliases.put(
                    alias,
                    new ModelRelease(
                            alias,
                            modelId,
                            previousModelId,
                            List.of(earlier),
                            Instant.now(),
                            null,
                            TestModels.manifest("manifest")));
        }

        void withdraw(ModelAlias alias) {
            aliases.remove(alias);
        }

        @Override
        public Map<ModelAlias, ModelRelease> aliases(Duration patience) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the broker is away");
            }
            pauseShortly();
            return Map.copyOf(aliases);
        }

        private static void pauseShortly() {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public ModelArtifact artifact(String modelId) {
            ModelArtifact artifact = artifacts.get(modelId);
            if (artifact == null) {
                throw new ArtifactRefused(modelId, "an artifact", "nothing");
            }
            return artifact;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Answers as the canaries of a good artifact say; bytes 9 and 7 stand for faults. */
    private static final class LoadedModel implements ServingModel {
        private final String modelId;

        LoadedModel(ModelArtifact artifact) {
            byte first = artifact.network()[0];
            if (first == 9) {
                throw new IllegalArgumentException("two nines are no network");
            }
            if (first == 7) {
                throw new UnsatisfiedLinkError("no native library for this machine");
            }
            this.modelId = artifact.modelId();
        }

        @Override
        public String modelId() {
            return modelId;
        }

        @Override
        public List<float[]> uncalibrated(List<ImageTensor> images) {
            return images.stream().map(LoadedModel::answer).toList();
        }

        private static float[] answer(ImageTensor image) {
            double sum = Math.exp(TestModels.LIT) + 9;
            float[] probabilities = new float[10];
            for (int label = 0; label < 10; label++) {
                int pixel = label * 78;
                boolean lit = image.pixel(pixel % 28, pixel / 28) > 0;
                probabilities[label] = (float) ((lit ? Math.exp(TestModels.LIT) : 1) / sum);
            }
            return probabilities;
        }

        @Override
        public void close() {}
    }
}
