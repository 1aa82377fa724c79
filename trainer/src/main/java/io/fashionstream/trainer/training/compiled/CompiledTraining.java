package io.fashionstream.trainer.training.compiled;

import static io.fashionstream.check.Check.require;

import io.fashionstream.trainer.network.EitherNetwork;
import io.fashionstream.trainer.network.UnsupportedLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;

/**
 * Trains a network with replicas in step: each computes the gradients of its part of the batch on a thread of its own,
 * then each thread updates its shard of the parameters. The same input gives the same bits, whatever the threads' timing.
 *
 * <p>Not thread-safe; {@link #close()} ends the threads. The network's parameters and updater state are up to date
 * between steps, and nobody else may write them meanwhile.
 */
public final class CompiledTraining implements AutoCloseable {
    private final EitherNetwork network;
    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<CompiledNetwork> replicas = new ArrayList<>();
    private final ParameterUpdate update;
    private final int pixels;
    private final NativeThreads nativeThreads = NativeThreads.limitTo(1);

    /**
     * Compiles {@code network}.
     *
     * @param network initialised, NCHW, with gray square images of {@code side} as its input
     * @param batch images of a step, a multiple of {@code replicaCount}
     * @param replicaCount threads, at best one for each core
     * @throws UnsupportedLayer if the network has a layer that cannot be compiled
     */
    public CompiledTraining(Model network, int side, int batch, int replicaCount) {
        require(
                replicaCount >= 1 && batch >= replicaCount && batch % replicaCount == 0,
                "batch must be a multiple of the threads, got %d and %d",
                batch,
                replicaCount);
        this.network = new EitherNetwork(network);
        pixels = side * side;
        for (int i = 0; i < replicaCount; i++) {
            threads.add(thread(i));
        }
        try {
            replicas.addAll(onAll(i -> new CompiledNetwork(network, batch / replicaCount, side)));
            update = new ParameterUpdate(network, replicas);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Takes one step.
     *
     * @param images {@code [batch * side * side]} scaled pixels
     * @param targets {@code [batch * classes]}, each row sums to 1
     * @param seed of the dropout of this step
     */
    public StepResult step(float[] images, float[] targets, double learningRate, long seed) {
        int iteration = network.iterations();
        int perReplica = targets.length / replicas.size();
        int pixelsPerReplica = images.length / replicas.size();
        List<SoftmaxLoss.Sum> sums = onAll(i -> replicas.get(i)
                .learn(
                        Arrays.copyOfRange(images, i * pixelsPerReplica, (i + 1) * pixelsPerReplica),
                        Arrays.copyOfRange(targets, i * perReplica, (i + 1) * perReplica),
                        new SplittableRandom(seed + i).nextLong()));
        onAll(i -> {
            update.apply(i, replicas.size(), learningRate, iteration);
            return i;
        });
        network.setIterations(iteration + 1);
        double loss = sums.stream().mapToDouble(SoftmaxLoss.Sum::loss).sum();
        int correct = sums.stream().mapToInt(SoftmaxLoss.Sum::correct).sum();
        return new StepResult(loss / batch(), correct);
    }

    /** Images of a step, and at most of a prediction. */
    public int batch() {
        return replicas.stream().mapToInt(CompiledNetwork::batch).sum();
    }

    /**
     * Predicts a full batch: logits, {@code [batch * classes]}.
     *
     * @param images {@code [batch * side * side]} scaled pixels
     */
    public float[] predict(float[] images) {
        require(images.length == batch() * pixels, "expected %d pixels, got %d", batch() * pixels, images.length);
        int perReplica = images.length / replicas.size();
        List<float[]> parts =
                onAll(i -> replicas.get(i).predict(Arrays.copyOfRange(images, i * perReplica, (i + 1) * perReplica)));
        float[] logits = new float[parts.size() * parts.get(0).length];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, logits, i * parts.get(0).length, parts.get(0).length);
        }
        return logits;
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdown);
        nativeThreads.close();
    }

    /** One thread for one replica, for good: native code keeps state by thread. Its operations run on it alone. */
    private static ExecutorService thread(int index) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(
                    () -> {
                        NativeThreads.limitCallingThreadTo(1);
                        task.run();
                    },
                    "replica-" + index);
            thread.setDaemon(true);
            return thread;
        });
    }

    private interface ReplicaWork<T> {
        T of(int replica);
    }

    /** Runs {@code work} for every replica on its thread, and returns the results in order. */
    private <T> List<T> onAll(ReplicaWork<T> work) {
        List<Future<T>> futures = IntStream.range(0, threads.size())
                .mapToObj(i -> threads.get(i).submit((Callable<T>) () -> work.of(i)))
                .toList();
        return futures.stream().map(CompiledTraining::result).toList();
    }

    private static <T> T result(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException failure
                            ? failure
                            : new IllegalStateException("a replica failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
