package io.fashionstream.stream.model;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.testing.TestModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleaseFollowerTest {
    private static final NetworkChoice CHOICE = new NetworkChoice(PrecisionSetting.AUTO, 8, System::nanoTime);

    private final MemoryReleaseSource releases = new MemoryReleaseSource();
    private final ModelSlot<CanaryModel> champion = new ModelSlot<>();
    private final ModelSlot<CanaryModel> challenger = new ModelSlot<>();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final List<Optional<ModelRollout.Serving>> said = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final CanarySlot<CanaryModel> canary = new CanarySlot<>();
    private final ReleaseFollower<CanaryModel> follower = new ReleaseFollower<>(
            () -> releases,
            CanaryModel::new,
            Map.of(CHAMPION, champion, CHALLENGER, challenger),
            canary,
            CHOICE,
            (alias, modelId, outcome, detail, serving) -> {
                journal.add(alias.key() + " " + outcome
                        + (detail == null ? "" : ": " + detail.substring(modelId.length())));
                said.add(Optional.ofNullable(serving));
            },
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
        releases.release(CHAMPION, good);
        assertThat(follower.awaitChampion(Duration.ofSeconds(10))).isTrue();
        assertThat(champion.modelId()).contains(good.modelId());

        releases.release(CHAMPION, better);
        await().until(() -> champion.modelId().orElseThrow().equals(better.modelId()));

        releases.release(CHAMPION, good);
        await().until(() -> champion.modelId().orElseThrow().equals(good.modelId()));
        await().untilAsserted(() ->
                assertThat(journal).containsExactly("champion SERVING", "champion SERVING", "champion SERVING"));
    }

    @Test
    void aModelWhoseCanariesDisagreeIsRefusedWithItsReasonAndTheOldOneGoesOn() throws InterruptedException {
        releases.release(CHAMPION, good);
        follower.awaitChampion(Duration.ofSeconds(10));

        releases.release(CHAMPION, TestModels.wrongCanaries("liar"));

        await().until(() -> journal.size() == 2);
        assertThat(journal.get(1))
                .startsWith("champion REFUSED:  refused: canary 0 must have T_SHIRT_TOP at 0.998")
                .contains("the network says");
        assertThat(champion.modelId()).contains(good.modelId());
    }

    @Test
    void whatServesIsSaidWithItsPrecisionAndWhatDoesNotIsSaidWithout() throws InterruptedException {
        releases.release(CHAMPION, good);
        follower.awaitChampion(Duration.ofSeconds(10));
        releases.release(CHAMPION, TestModels.wrongCanaries("liar"));
        await().until(() -> said.size() == 2);
        releases.point(CHAMPION, good.modelId());
        await().until(() -> said.size() == 3);

        ModelRollout.Serving trained =
                new ModelRollout.Serving(Precision.FP32, "the artifact holds no int8 network", List.of());
        assertThat(said).containsExactly(Optional.of(trained), Optional.empty(), Optional.of(trained));
    }

    @Test
    void anInstanceThatStartsAfterABadReleaseServesTheModelBeforeIt() throws InterruptedException {
        ModelArtifact liar = TestModels.wrongCanaries("liar");
        releases.put(good);
        releases.put(liar);

        releases.point(CHAMPION, liar.modelId(), good.modelId());

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
            releases.put(artifact);
        }

        releases.point(CHAMPION, worse.modelId(), liar.modelId(), better.modelId(), good.modelId());

        assertThat(follower.awaitChampion(Duration.ofSeconds(10))).isTrue();
        assertThat(champion.modelId()).contains(better.modelId());
        await().untilAsserted(() -> assertThat(journal).hasSize(3).last().isEqualTo("champion SERVING"));
    }

    /** Native code that still runs when a process ends may crash it. */
    @Test
    void closingWaitsForAModelThatIsBeingLoaded() throws InterruptedException {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ModelSlot<CanaryModel> slot = new ModelSlot<>();
        ReleaseFollower<CanaryModel> slow = new ReleaseFollower<>(
                () -> releases,
                (artifact, precision) -> {
                    loading.countDown();
                    MemoryReleaseSource.waitFor(goOn);
                    return new CanaryModel(artifact, precision);
                },
                Map.of(CHAMPION, slot, CHALLENGER, new ModelSlot<>()),
                new CanarySlot<>(),
                CHOICE,
                (alias, modelId, outcome, detail, serving) -> {},
                fatal::set);
        releases.release(CHAMPION, good);
        slow.start();
        loading.await();

        Thread closing = new Thread(slow::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.BLOCKED);
        goOn.countDown();
        closing.join();

        assertThat(slot.modelId()).contains(good.modelId());
    }

    @Test
    void aModelThatArrivesWhileTheFollowerClosesNeitherServesNorIsSaidTo() throws InterruptedException {
        CountDownLatch delivery = new CountDownLatch(1);
        releases.deliverAfter(delivery);
        releases.release(CHAMPION, good);
        await().until(() -> releases.fetches() == 1);

        Thread closing = new Thread(follower::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        delivery.countDown();
        closing.join();

        assertThat(releases.timesClosed()).isEqualTo(1);
        assertThat(champion.modelId()).isEmpty();
        assertThat(journal).isEmpty();
    }

    @Test
    void aNetworkThatCannotBeLoadedIsRefused() {
        releases.release(CHAMPION, TestModels.withNetwork("unloadable", new byte[] {9, 9}));

        await().until(() -> journal.size() == 1);
        assertThat(journal.get(0)).isEqualTo("champion REFUSED:  refused: two nines are no network");
        assertThat(champion.modelId()).isEmpty();
    }

    @Test
    void bytesThatAreNotTheModelThatTheAliasNamesAreRefused() {
        releases.put(better.modelId(), good);
        releases.point(CHAMPION, better.modelId());

        await().until(() -> journal.size() == 1);
        assertThat(journal.get(0)).contains("REFUSED").contains("its digest is " + good.modelId());
    }

    @Test
    void anArtifactThatBreaksTheFormatIsRefusedAndTheNextReleaseServes() {
        releases.point(CHAMPION, "f".repeat(64));
        await().until(() -> journal.size() == 1);
        assertThat(journal.get(0)).contains("REFUSED").contains("expected an artifact, found nothing");

        releases.release(CHAMPION, good);

        await().until(() -> champion.modelId().isPresent());
    }

    @Test
    void aChallengerComesAndGoesWhileAChampionWithoutItsAliasGoesOn() {
        releases.release(CHAMPION, good);
        releases.release(CHALLENGER, better);
        await().until(() ->
                challenger.modelId().isPresent() && champion.modelId().isPresent());

        releases.withdraw(CHALLENGER);
        releases.withdraw(CHAMPION);

        await().until(() -> challenger.modelId().isEmpty());
        await().until(() -> journal.contains("champion WITHDRAWN") && journal.contains("challenger WITHDRAWN"));
        assertThat(champion.modelId()).contains(good.modelId());
    }

    @Test
    void aSourceOutOfReachIsOpenedAgainAndWhatWasMissedIsCaughtUpWith() throws InterruptedException {
        releases.release(CHAMPION, good);
        follower.awaitChampion(Duration.ofSeconds(10));

        releases.failNext(2);
        await().until(() -> releases.failuresLeft() < 2);
        releases.release(CHAMPION, better);

        await().until(() -> champion.modelId().orElseThrow().equals(better.modelId()));
        assertThat(releases.timesClosed()).isEqualTo(2);
        assertThat(fatal.get()).isNull();
    }

    @Test
    void anErrorOfTheMachineIsFatalAndNotABadRelease() {
        releases.release(CHAMPION, TestModels.withNetwork("unlucky", new byte[] {7}));

        await().until(() -> fatal.get() != null);
        assertThat(fatal.get()).isInstanceOf(UnsatisfiedLinkError.class);
    }
}
