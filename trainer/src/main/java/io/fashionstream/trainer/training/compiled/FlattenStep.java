package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns images into rows, channel by channel: the order in which Deeplearning4j flattens NCHW, so that the weights of
 * the dense layer behind it are those of the NCHW network.
 */
final class FlattenStep implements LayerStep {
    private final int positions;
    private final int channels;
    private final int batch;
    private final FloatBuffer inputValues;
    /** Null where the network begins: nothing is differentiated by its input. */
    private final @Nullable FloatBuffer inputGradients;

    private final FloatBuffer outputValues;
    private final FloatBuffer outputGradients;
    private final float[] byPosition;
    private final float[] byChannel;

    FlattenStep(Activations input, Activations output) {
        positions = input.side() * input.side();
        channels = input.channels();
        batch = input.batch();
        inputValues = NativeFloats.of(input.values());
        inputGradients = input.isInput() ? null : NativeFloats.of(input.gradients());
        outputValues = NativeFloats.of(output.values());
        outputGradients = NativeFloats.of(output.gradients());
        byPosition = new float[positions * channels];
        byChannel = new float[positions * channels];
    }

    @Override
    public void forward(Pass pass) {
        for (int example = 0; example < batch; example++) {
            int from = example * byPosition.length;
            inputValues.get(from, byPosition);
            for (int position = 0; position < positions; position++) {
                for (int channel = 0; channel < channels; channel++) {
                    byChannel[channel * positions + position] = byPosition[position * channels + channel];
                }
            }
            outputValues.put(from, byChannel);
        }
    }

    @Override
    public void backward() {
        if (inputGradients == null) {
            return;
        }
        for (int example = 0; example < batch; example++) {
            int from = example * byPosition.length;
            outputGradients.get(from, byChannel);
            for (int position = 0; position < positions; position++) {
                for (int channel = 0; channel < channels; channel++) {
                    byPosition[position * channels + channel] = byChannel[channel * positions + position];
                }
            }
            inputGradients.put(from, byPosition);
        }
    }
}
