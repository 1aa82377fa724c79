package io.fashionstream.trainer.evaluation;

import io.fashionstream.event.Classes;
import java.util.Random;

/** Predictions drawn from a seed: often right, seldom sure, and too sure by a known factor. */
final class RandomPredictions {
    final float[][] logits;
    final byte[] labels;

    /** Labels are drawn from the softmax of the logits / {@code trueTemperature}, so that this is the best one. */
    RandomPredictions(long seed, int images, double trueTemperature) {
        Random random = new Random(seed);
        logits = new float[images][10];
        labels = new byte[images];
        for (int i = 0; i < images; i++) {
            for (int k = 0; k < 10; k++) {
                logits[i][k] = (float) (random.nextGaussian() * 4);
            }
            labels[i] = (byte) draw(softmax(logits[i], trueTemperature), random);
        }
    }

    Predictions predictions() {
        return new Predictions(logits, labels, Classes.FASHION_MNIST);
    }

    /** The plain definition. */
    static double[] softmax(float[] logits, double temperature) {
        double[] exponentials = new double[logits.length];
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            exponentials[k] = Math.exp(logits[k] / temperature);
            sum += exponentials[k];
        }
        for (int k = 0; k < logits.length; k++) {
            exponentials[k] /= sum;
        }
        return exponentials;
    }

    private static int draw(double[] probabilities, Random random) {
        double place = random.nextDouble();
        int k = 0;
        while (k < 9 && place >= probabilities[k]) {
            place -= probabilities[k];
            k++;
        }
        return k;
    }
}
