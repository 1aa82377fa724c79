package io.fashionstream.trainer.export;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.EitherNetwork;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What Deeplearning4j answers with a trained network: uncalibrated probabilities, {@code float[classes]} for each image. */
final class TrainedAnswers {
    private static final int BATCH = 128;

    private final SecondLook look;
    private final float[][] first;
    private final float[][] mean;

    /** Asks about all images at once. */
    TrainedAnswers(Model network, LabelledImages images, PixelScaling scaling, SecondLook look) {
        this.look = look;
        float[] pixels = scaled(images, scaling);
        first = probabilities(network, pixels);
        mean = look.equals(SecondLook.NONE) ? first : means(first, probabilities(network, mirrored(pixels)));
    }

    /** What the network answers about image {@code i}, with the second look if it is doubtful. */
    float[] of(int i) {
        return look.isDoubtful(confidence(i)) ? mean[i] : first[i];
    }

    /** What it may answer where each probability may be wrong by {@code tolerance}: one answer, or two beside the limit. */
    List<float[]> allOf(int i, double tolerance) {
        return Math.abs(confidence(i) - look.below()) <= tolerance ? List.of(first[i], mean[i]) : List.of(of(i));
    }

    private float confidence(int i) {
        float largest = 0;
        for (float probability : first[i]) {
            largest = Math.max(largest, probability);
        }
        return largest;
    }

    private static float[][] probabilities(Model network, float[] pixels) {
        int images = pixels.length / ImageTensor.PIXELS;
        float[][] all = new float[images][];
        for (int from = 0; from < images; from += BATCH) {
            int size = Math.min(BATCH, images - from);
            float[] batch = new float[size * ImageTensor.PIXELS];
            System.arraycopy(pixels, from * ImageTensor.PIXELS, batch, 0, batch.length);
            int side = ImageTensor.SIDE_PIXELS;
            INDArray features = Nd4j.create(batch, new int[] {size, 1, side, side}, 'c');
            System.arraycopy(new EitherNetwork(network).output(features).toFloatMatrix(), 0, all, from, size);
        }
        return all;
    }

    private static float[] scaled(LabelledImages images, PixelScaling scaling) {
        FloatBuffer pixels = FloatBuffer.allocate(images.size() * ImageTensor.PIXELS);
        IntStream.range(0, images.size()).forEach(i -> images.image(i).writeTo(pixels, scaling));
        return pixels.array();
    }

    private static float[] mirrored(float[] pixels) {
        float[] mirrored = new float[pixels.length];
        MirrorImages.write(pixels, mirrored, 0);
        return mirrored;
    }

    private static float[][] means(float[][] one, float[][] other) {
        return IntStream.range(0, one.length)
                .mapToObj(i -> mean(one[i], other[i]))
                .toArray(float[][]::new);
    }

    /** The softmax of the mean logits, from probabilities: their geometric mean, scaled to a sum of 1. */
    private static float[] mean(float[] one, float[] other) {
        double[] products = IntStream.range(0, one.length)
                .mapToDouble(k -> Math.sqrt((double) one[k] * other[k]))
                .toArray();
        double sum = IntStream.range(0, products.length)
                .mapToDouble(k -> products[k])
                .sum();
        float[] mean = new float[products.length];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = (float) (products[k] / sum);
        }
        return mean;
    }
}
