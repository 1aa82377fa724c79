package io.fashionstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaughtBatchFeedTest {
    private static final LabelledImages IMAGES = SmallTraining.SPLIT.training();
    private static final TrainingPlan PLAN =
            SmallTraining.plan(EngineKind.COMPILED, 2, 3, new Augmentation(true, 2, 0.5, new Mixing(0.4, 0.5)));

    @Test
    void theTeacherIsAskedAboutTheChangedAndMixedImagesAndItsTargetsAreLearnt() throws InterruptedException {
        Queue<Batch> asked = new ConcurrentLinkedQueue<>();

        List<Batch> taught = batches((images, targets) -> {
            asked.add(new Batch(images.clone(), targets.clone()));
            Arrays.fill(targets, 0.25f);
        });

        List<Batch> untaught = batches(Teaching.NONE);
        assertThat(taught).hasSize(6);
        for (int i = 0; i < taught.size(); i++) {
            Batch expected = untaught.get(i);
            assertThat(taught.get(i).images()).isEqualTo(expected.images());
            assertThat(taught.get(i).targets()).containsOnly(0.25f);
            assertThat(asked).anySatisfy(batch -> {
                assertThat(batch.images()).isEqualTo(expected.images());
                assertThat(batch.targets()).isEqualTo(expected.targets());
            });
        }
    }

    @Test
    void twoBatchesAreTaughtAtOnce() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);

        List<Batch> taught = batches((images, targets) -> {
            try {
                both.await(5, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("no other batch is being taught", e);
            }
        });

        assertThat(taught).hasSize(6);
    }

    @Test
    void closingWaitsForTheBatchesThatAreBeingTaughtEvenWhenInterrupted() throws InterruptedException {
        float[] first = batches(Teaching.NONE).get(0).images();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        BatchFeed feed = feed((images, targets) -> {
            asked.incrementAndGet();
            if (!Arrays.equals(images, first)) {
                awaitWhateverHappens(answer);
            }
            answered.incrementAndGet();
        });
        feed.seek(0, 0);
        feed.next();
        Thread closing = new Thread(() -> {
            feed.close();
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });

        closing.start();
        closing.interrupt();
        closing.join(200);
        boolean waited = closing.isAlive();
        answer.countDown();
        closing.join();

        assertThat(waited).isTrue();
        assertThat(answered).hasValue(asked.get());
        assertThat(asked).as("what was not begun is dropped").hasValueLessThan(6);
        assertThat(stillInterrupted).isTrue();
    }

    /** As a network that is being run, which hears of no interrupts. */
    private static void awaitWhateverHappens(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                assertThat(e)
                        .as("the feed interrupts its threads when it is closed")
                        .isNotNull();
            }
        }
    }

    /** Those of one epoch. */
    private static List<Batch> batches(Teaching teaching) throws InterruptedException {
        List<Batch> batches = new ArrayList<>();
        try (BatchFeed feed = feed(teaching)) {
            feed.seek(0, 0);
            for (int i = 0; i < feed.batches(); i++) {
                batches.add(feed.next());
            }
        }
        return batches;
    }

    private static BatchFeed feed(Teaching teaching) {
        return new BatchFeed(IMAGES, Targets.ofLabels(IMAGES, 0.05), teaching, PLAN);
    }
}
