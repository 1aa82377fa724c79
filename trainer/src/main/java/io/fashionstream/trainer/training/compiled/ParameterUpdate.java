package io.fashionstream.trainer.training.compiled;

import io.fashionstream.trainer.network.EitherNetwork;
import java.nio.FloatBuffer;
import java.util.List;
import org.deeplearning4j.nn.api.Model;

/**
 * Takes the replicas' gradients into the network's parameters and updater state, a shard for each thread.
 *
 * <p>Averaging, regularisation, updater and subtraction happen block by block while the block is in the processor's
 * cache: each flat vector is read and written once. The state lies where Deeplearning4j's own updater keeps it, so that
 * {@code fit} can go on from it.
 */
final class ParameterUpdate {
    private static final int BLOCK = 4_096;

    private final FloatBuffer parameters;
    private final FloatBuffer state;
    private final List<FloatBuffer> gradients;
    private final List<ParameterSpan> spans;
    private final int images;

    /**
     * @param replicas whose gradients are averaged, each a sum over its own images
     */
    ParameterUpdate(Model network, List<CompiledNetwork> replicas) {
        spans = ParameterSpan.of(network);
        parameters = NativeFloats.of(network.params());
        state = NativeFloats.of(new EitherNetwork(network).updater().getStateViewArray());
        gradients = replicas.stream()
                .map(replica -> NativeFloats.of(replica.gradients()))
                .toList();
        images = replicas.stream().mapToInt(CompiledNetwork::batch).sum();
    }

    /**
     * Updates one shard; the shards together are the whole vector and may run at the same time.
     *
     * @param iteration steps taken before, from 0
     */
    void apply(int shard, int shards, double learningRate, int iteration) {
        long total = parameters.capacity();
        int from = (int) (total * shard / shards);
        int to = (int) (total * (shard + 1) / shards);
        Block block = new Block();
        for (ParameterSpan span : spans) {
            int start = Math.max(from, span.from());
            int end = Math.min(to, span.to());
            for (int at = start; at < end; at += BLOCK) {
                block.update(span, at, Math.min(BLOCK, end - at), learningRate, iteration);
            }
        }
    }

    /** Buffers of one thread for one call. */
    private final class Block {
        private final float[] gradient = new float[BLOCK];
        private final float[] other = new float[BLOCK];
        private final float[] values = new float[BLOCK];
        private final float[][] states = new float[2][BLOCK];

        void update(ParameterSpan span, int at, int count, double learningRate, int iteration) {
            parameters.get(at, values, 0, count);
            average(span.rule().isStatistic() ? gradients.size() : images, at, count);
            add(span.l2(), count);
            for (int i = 0; i < span.states().size(); i++) {
                state.get(span.states().get(i) + at - span.from(), states[i], 0, count);
            }
            span.rule().apply(gradient, states, count, learningRate, iteration);
            for (int i = 0; i < span.states().size(); i++) {
                state.put(span.states().get(i) + at - span.from(), states[i], 0, count);
            }
            add(span.decayByRate() ? span.decay() * learningRate : span.decay(), count);
            for (int i = 0; i < count; i++) {
                values[i] -= gradient[i];
            }
            parameters.put(at, values, 0, count);
        }

        private void average(int divisor, int at, int count) {
            gradients.get(0).get(at, gradient, 0, count);
            for (int replica = 1; replica < gradients.size(); replica++) {
                gradients.get(replica).get(at, other, 0, count);
                for (int i = 0; i < count; i++) {
                    gradient[i] += other[i];
                }
            }
            float factor = 1f / divisor;
            for (int i = 0; i < count; i++) {
                gradient[i] *= factor;
            }
        }

        private void add(double coefficient, int count) {
            if (coefficient != 0) {
                float factor = (float) coefficient;
                for (int i = 0; i < count; i++) {
                    gradient[i] += factor * values[i];
                }
            }
        }
    }
}
