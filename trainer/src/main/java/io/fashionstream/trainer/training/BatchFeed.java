package io.fashionstream.trainer.training;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Prepares batches ahead of their use on threads of its own: shuffled, augmented, scaled, with targets, and taught. At
 * most {@value #AHEAD} batches wait. What a batch holds depends on the seed, the epoch and its number, not on the threads.
 *
 * <p>An epoch has as many batches as can be filled; the few images left over differ from epoch to epoch.
 */
final class BatchFeed implements AutoCloseable {
    private static final int AHEAD = 8;

    private final LabelledImages images;
    private final Targets targets;
    private final Teaching teaching;
    private final TrainingPlan plan;
    private final Seeds seeds;
    private final float[] levels;
    private final ExecutorService threads;
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
    private int[] order = new int[0];
    private int epoch;
    private int next;

    BatchFeed(LabelledImages images, Targets targets, Teaching teaching, TrainingPlan plan) {
        this.images = images;
        this.targets = targets;
        this.teaching = teaching;
        this.plan = plan;
        seeds = new Seeds(plan.seed());
        levels = plan.scaling().levels();
        threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "augment");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Batches in an epoch. */
    int batches() {
        return images.size() / plan.batch();
    }

    /** Goes to a batch of an epoch, both counted from 0; what was prepared is dropped. */
    void seek(int epoch, int batch) {
        ahead.forEach(future -> future.cancel(false));
        ahead.clear();
        this.epoch = epoch;
        next = batch;
        order = shuffled(images.size(), seeds.order(epoch));
    }

    /** The next batch of the epoch; waits for it if need be. */
    Batch next() throws InterruptedException {
        while (ahead.size() < AHEAD && next < batches()) {
            int number = next++;
            int[] indices = Arrays.copyOfRange(order, number * plan.batch(), (number + 1) * plan.batch());
            long seed = seeds.augmentation(epoch, number);
            ahead.add(threads.submit(() -> prepare(indices, seed)));
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch could not be prepared", e.getCause());
        }
    }

    /** Waits for the batches that are being prepared: what teaches them can then be closed. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch prepare(int[] indices, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] image = new byte[ImageTensor.PIXELS];
        byte[] changed = new byte[ImageTensor.PIXELS];
        float[] pixels = new float[indices.length * ImageTensor.PIXELS];
        float[] batchTargets = new float[indices.length * targets.classes()];
        for (int i = 0; i < indices.length; i++) {
            images.copyPixels(indices[i], image, 0);
            plan.augmentation().apply(image, changed, random.split());
            for (int pixel = 0; pixel < changed.length; pixel++) {
                pixels[i * ImageTensor.PIXELS + pixel] = levels[Byte.toUnsignedInt(changed[pixel])];
            }
            targets.copy(indices[i], batchTargets, i);
        }
        plan.augmentation().mixing().apply(pixels, batchTargets, random.split());
        teaching.teach(pixels, batchTargets);
        return new Batch(pixels, batchTargets);
    }

    private static int[] shuffled(int size, long seed) {
        int[] order = new int[size];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
