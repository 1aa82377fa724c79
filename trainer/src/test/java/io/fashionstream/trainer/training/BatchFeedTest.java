package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchFeedTest {
    private static final TrainingPlan AUGMENTED =
            SmallTraining.plan(EngineKind.COMPILED, 2, 3, new Augmentation(true, 2, 0.5));
    private static final TrainingPlan PLAIN = SmallTraining.plan(EngineKind.COMPILED, 2, 3, Augmentation.NONE);

    @Test
    void aBatchDependsOnSeedEpochAndNumberOnly() throws InterruptedException {
        List<Batch> whole = batches(AUGMENTED, 1, 0);
        List<Batch> rest = batches(AUGMENTED, 1, 4);

        assertThat(whole).hasSize(6);
        assertThat(rest).hasSize(2);
        assertThat(rest.get(1).images()).isEqualTo(whole.get(5).images());
        assertThat(rest.get(1).targets()).isEqualTo(whole.get(5).targets());
        assertThat(batches(AUGMENTED, 2, 4).get(1).images())
                .isNotEqualTo(whole.get(5).images());
    }

    @Test
    void anEpochHoldsEveryImageOnce() throws InterruptedException {
        Set<Integer> seen = new HashSet<>();
        for (Batch batch : batches(PLAIN, 0, 0)) {
            for (int i = 0; i < PLAIN.batch(); i++) {
                seen.add(Arrays.hashCode(Arrays.copyOfRange(batch.images(), i * 784, (i + 1) * 784)));
            }
        }

        assertThat(seen).hasSize(SmallTraining.SPLIT.training().size());
    }

    @Test
    void everyImageKeepsItsTargetWhateverItsPlaceInTheOrder() throws InterruptedException {
        LabelledImages images = SmallTraining.SPLIT.training();
        Map<Integer, Integer> labels = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            labels.put(Arrays.hashCode(images.image(i).toBytes()), images.label(i));
        }

        Batch batch = batches(PLAIN, 1, 0).get(2);

        for (int i = 0; i < PLAIN.batch(); i++) {
            byte[] pixels = new byte[784];
            for (int pixel = 0; pixel < 784; pixel++) {
                pixels[pixel] = (byte) Math.round(batch.images()[i * 784 + pixel] * 255);
            }
            int label = Objects.requireNonNull(labels.get(Arrays.hashCode(pixels)));
            assertThat(batch.targets()[i * 10 + label]).isCloseTo(0.955f, within(1e-6f));
        }
    }

    @Test
    void targetsAreSmoothedAndSumToOne() throws InterruptedException {
        float[] targets = batches(PLAIN, 0, 0).get(0).targets();

        for (int from = 0; from < targets.length; from += 10) {
            float[] row = Arrays.copyOfRange(targets, from, from + 10);
            Arrays.sort(row);
            assertThat(row[0]).isCloseTo(0.005f, within(1e-6f));
            assertThat(row[8]).isCloseTo(0.005f, within(1e-6f));
            assertThat(row[9]).isCloseTo(0.955f, within(1e-6f));
        }
    }

    private static List<Batch> batches(TrainingPlan plan, int epoch, int from) throws InterruptedException {
        List<Batch> batches = new ArrayList<>();
        LabelledImages images = SmallTraining.SPLIT.training();
        try (BatchFeed feed = new BatchFeed(
                images, Targets.ofLabels(images, plan.objective().labelSmoothing()), Teaching.NONE, plan)) {
            feed.seek(0, 3);
            feed.next();
            feed.seek(epoch, from);
            for (int i = from; i < feed.batches(); i++) {
                batches.add(feed.next());
            }
        }
        return batches;
    }
}
