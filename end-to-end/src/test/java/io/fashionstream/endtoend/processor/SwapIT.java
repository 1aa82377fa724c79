package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ProcessorState;
import io.fashionstream.stream.StreamProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class SwapIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SWAPS = 6;

    @TempDir
    private Path folder;

    @Test
    void modelsSwapUnderLoadABadOneIsRefusedAndNoImageIsLostOrDoubled(KafkaConnection kafka, Topics topics)
            throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 2, folder);
        deployment.release(CHAMPION, BandModels.numbered(0));
        AtomicBoolean enough = new AtomicBoolean();
        try (ImageStream images = deployment.images(5);
                StreamProcessor processor = new StreamProcessor(deployment.settings("one", Map.of())).start()) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            CompletableFuture<Integer> published = published(images, enough);

            for (int model = 1; model <= SWAPS; model++) {
                deployment.release(CHAMPION, BandModels.numbered(model));
                awaitServing(processor, model);
            }
            deployment.release(CHAMPION, BandModels.liar());
            await().atMost(LONG)
                    .until(() -> deployment.rollouts().stream()
                            .anyMatch(rollout -> rollout.outcome() == ModelRollout.Outcome.REFUSED));
            awaitServing(processor, SWAPS);
            deployment.release(CHAMPION, BandModels.numbered(1));
            awaitServing(processor, 1);
            deployment.rollBack(CHAMPION);
            enough.set(true);

            int count = published.get();
            List<ImageLabel> labels = deployment.awaitLabels(count);
            Deployment.requireOneRightLabelEach(labels, count);
            assertThat(labels.stream().map(ImageLabel::modelId).distinct())
                    .contains(
                            BandModels.numbered(0).modelId(),
                            BandModels.numbered(SWAPS).modelId())
                    .doesNotContain(BandModels.liar().modelId());
            assertThat(refusal(deployment).detail()).contains("canary 0 must have T_SHIRT_TOP");
            assertThat(refusal(deployment).modelId())
                    .isEqualTo(BandModels.liar().modelId());
        }
    }

    @Test
    void twoRefusedReleasesInARowStopNeitherWhoServesNorWhoStartsAfterThem(KafkaConnection kafka, Topics topics)
            throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 2, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (ImageStream images = deployment.images(5);
                StreamProcessor old = new StreamProcessor(deployment.settings("old", Map.of())).start()) {
            assertThat(old.awaitReady(LONG)).isTrue();
            deployment.release(CHAMPION, BandModels.liar("first"));
            deployment.release(CHAMPION, BandModels.liar("second"));
            await().atMost(LONG)
                    .until(() -> refused(deployment)
                            .contains(BandModels.liar("second").modelId()));
            awaitServing(old, 1);
            assertThat(old.isReady()).isTrue();

            try (StreamProcessor fresh = new StreamProcessor(deployment.settings("fresh", Map.of())).start()) {
                assertThat(fresh.awaitReady(LONG)).isTrue();
                awaitServing(fresh, 1);

                int count = images.publish(100);
                Deployment.requireOneRightLabelEach(deployment.awaitLabels(count), count);
            }
        }
    }

    @Test
    void aFirstModelThatIsRefusedLeavesTheInstanceLiveAndNotReadyUntilAGoodOne(KafkaConnection kafka, Topics topics)
            throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        deployment.release(CHAMPION, BandModels.liar());
        try (ImageStream images = deployment.images(3);
                StreamProcessor processor = new StreamProcessor(deployment.settings("one", Map.of())).start()) {
            images.publish(20);
            await().atMost(LONG).until(() -> !refused(deployment).isEmpty());
            assertThat(processor.state()).isEqualTo(ProcessorState.WAITING_FOR_MODEL);
            assertThat(processor.isLive()).isTrue();
            assertThat(processor.isReady()).isFalse();

            deployment.release(CHAMPION, BandModels.numbered(1));

            assertThat(processor.awaitReady(LONG)).isTrue();
            Deployment.requireOneRightLabelEach(deployment.awaitLabels(20), 20);
        }
    }

    @Test
    void anInstanceThatStartsLaterServesWhatTheAliasPointsAtByThen(KafkaConnection kafka, Topics topics)
            throws InterruptedException {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        deployment.release(CHAMPION, BandModels.numbered(2));
        deployment.release(CHAMPION, BandModels.numbered(3));
        deployment.rollBack(CHAMPION);

        try (StreamProcessor processor = new StreamProcessor(deployment.settings("late", Map.of())).start()) {
            assertThat(processor.awaitReady(LONG)).isTrue();

            assertThat(processor.modelId(CHAMPION))
                    .contains(BandModels.numbered(2).modelId());
        }
    }

    private static List<String> refused(Deployment deployment) {
        return deployment.rollouts().stream()
                .filter(rollout -> rollout.outcome() == ModelRollout.Outcome.REFUSED)
                .map(ModelRollout::modelId)
                .toList();
    }

    private static ModelRollout refusal(Deployment deployment) {
        return deployment.rollouts().stream()
                .filter(rollout -> rollout.outcome() == ModelRollout.Outcome.REFUSED)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitServing(StreamProcessor processor, int model) {
        String modelId = BandModels.numbered(model).modelId();
        await().atMost(LONG)
                .until(() -> processor.modelId(CHAMPION).orElseThrow().equals(modelId));
    }

    private static CompletableFuture<Integer> published(ImageStream images, AtomicBoolean enough) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return images.publishUntil(enough, 200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
