package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Drops values in place in training and scales the others up by {@code 1 / retain}; does nothing in prediction. */
final class DropoutStep implements LayerStep {
    private static final int LEVELS = 1 << 16;

    private final Activations activations;
    private final int layer;
    private final int threshold;
    private final float scale;
    private final INDArray mask;
    private final FloatBuffer maskFloats;
    private final float[] drawn;

    /**
     * @param retain probability to keep a value, in (0, 1), to within 1/65536
     * @param layer index of the layer in its network: each has its own random numbers
     */
    DropoutStep(Activations activations, double retain, int layer) {
        this.activations = activations;
        this.layer = layer;
        threshold = (int) Math.round(retain * LEVELS);
        scale = (float) (1 / retain);
        mask = Activations.zeros(activations.values().shape());
        maskFloats = NativeFloats.of(mask);
        drawn = new float[(int) mask.length()];
    }

    @Override
    public void forward(Pass pass) {
        if (pass.training()) {
            draw(new SplittableRandom(pass.seed() + layer).nextLong() | 1);
            maskFloats.put(0, drawn);
            activations.values().muli(mask);
        }
    }

    @Override
    public void backward() {
        activations.gradients().muli(mask);
    }

    /** Four decisions from each number of a xorshift generator: Java's own generators would take longer than a pass. */
    private void draw(long seed) {
        long state = seed;
        for (int from = 0; from < drawn.length; from += 4) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            long bits = state;
            for (int at = from; at < Math.min(from + 4, drawn.length); at++) {
                drawn[at] = (int) (bits & (LEVELS - 1)) < threshold ? scale : 0;
                bits >>>= 16;
            }
        }
    }
}
