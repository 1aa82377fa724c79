package io.fashionstream.trainer.export;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.EitherNetwork;
import java.nio.FloatBuffer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whether an exported network gives the answers of the trained one. */
public final class Parity {
    /** Largest difference of one uncalibrated probability that is let pass. */
    public static final double TOLERANCE = 1e-4;

    private static final int BATCH = 128;

    private Parity() {}

    /**
     * Runs every image through both networks.
     *
     * @return the largest difference of a probability at temperature 1, at most {@link #TOLERANCE}
     * @throws ParityFailed if one differs by more
     */
    public static double check(Model trained, byte[] exported, LabelledImages images, PixelScaling scaling) {
        return check(trained, exported, images, scaling, compared -> {});
    }

    /** As the other; {@code compared} hears of every batch how many images it had. */
    public static double check(
            Model trained, byte[] exported, LabelledImages images, PixelScaling scaling, IntConsumer compared) {
        double largest = 0;
        try (OnnxScorer scorer = new OnnxScorer(exported, scaling, 1, compared)) {
            for (int from = 0; from < images.size(); from += BATCH) {
                LabelledImages batch = slice(images, from);
                float[][] expected = probabilities(trained, batch, scaling);
                float[][] logits = scorer.logits(batch);
                for (int i = 0; i < batch.size(); i++) {
                    largest = Math.max(
                            largest, difference(expected[i], Softmax.of(logits[i]), from + i, images.classes()));
                }
            }
        }
        return largest;
    }

    /** What Deeplearning4j answers: uncalibrated probabilities, {@code float[size][classes]}. */
    static float[][] probabilities(Model network, LabelledImages images, PixelScaling scaling) {
        float[][] all = new float[images.size()][];
        for (int from = 0; from < images.size(); from += BATCH) {
            LabelledImages batch = slice(images, from);
            FloatBuffer input = FloatBuffer.allocate(batch.size() * ImageTensor.PIXELS);
            for (int i = 0; i < batch.size(); i++) {
                batch.image(i).writeTo(input, scaling);
            }
            int side = ImageTensor.SIDE_PIXELS;
            INDArray features = Nd4j.create(input.array(), new int[] {batch.size(), 1, side, side}, 'c');
            System.arraycopy(new EitherNetwork(network).output(features).toFloatMatrix(), 0, all, from, batch.size());
        }
        return all;
    }

    private static double difference(float[] expected, float[] found, int image, Classes classes) {
        double largest = 0;
        for (int label = 0; label < expected.length; label++) {
            double difference = Math.abs(expected[label] - found[label]);
            if (!(difference <= TOLERANCE)) {
                throw new ParityFailed(image, classes.category(label), expected[label], found[label]);
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    private static LabelledImages slice(LabelledImages images, int from) {
        int to = Math.min(from + BATCH, images.size());
        return images.select(IntStream.range(from, to).toArray());
    }
}
