package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Classes;

/**
 * A network's raw outputs for some images beside the images' true labels. Immutable.
 *
 * <p>Logits are {@code float[n][classes]} in label order, before softmax and temperature; n is at least 1.
 */
public final class Predictions {
    private final float[][] logits;
    private final int[] labels;
    private final Classes classes;

    /**
     * Copies both arrays.
     *
     * @param labels unsigned bytes, one for each row of {@code logits}
     * @throws IllegalArgumentException if sizes do not fit, a logit is not finite or a label is that of no class
     */
    public Predictions(float[][] logits, byte[] labels, Classes classes) {
        require(logits.length >= 1, "at least 1 prediction is needed, got none");
        require(logits.length == labels.length, "%d rows of logits do not fit %d labels", logits.length, labels.length);
        this.classes = classes;
        this.logits = new float[logits.length][];
        this.labels = new int[labels.length];
        for (int i = 0; i < logits.length; i++) {
            this.logits[i] = checkedRow(logits[i], i);
            int label = Byte.toUnsignedInt(labels[i]);
            require(label < classes.size(), "label must be 0 to %d, got %d of image %d", classes.size() - 1, label, i);
            this.labels[i] = label;
        }
    }

    private float[] checkedRow(float[] row, int image) {
        require(
                row.length == classes.size(),
                "expected %d logits, got %d of image %d",
                classes.size(),
                row.length,
                image);
        for (float logit : row) {
            require(Float.isFinite(logit), "logits must be finite, got %s of image %d", logit, image);
        }
        return row.clone();
    }

    public int size() {
        return labels.length;
    }

    /** The classes, in the order of logits and labels. */
    public Classes classes() {
        return classes;
    }

    /** How often images of each category got each label. */
    public ConfusionMatrix confusion() {
        long[][] counts = new long[classes.size()][classes.size()];
        for (int i = 0; i < size(); i++) {
            counts[label(i)][predicted(i)]++;
        }
        return new ConfusionMatrix(classes, (actual, predicted) -> counts[actual][predicted]);
    }

    /** The true label of image {@code i}. */
    public int label(int i) {
        return labels[i];
    }

    /** The label with the largest logit of image {@code i}; of equal ones the first. No temperature changes it. */
    public int predicted(int i) {
        float[] row = logits[i];
        int best = 0;
        for (int k = 1; k < classes.size(); k++) {
            best = row[k] > row[best] ? k : best;
        }
        return best;
    }

    public boolean isRight(int i) {
        return predicted(i) == labels[i];
    }

    /** Probabilities of all classes of image {@code i}: the softmax of logits / {@code temperature}. */
    public double[] probabilities(int i, double temperature) {
        double logSum = logSumExp(i, temperature);
        double[] probabilities = new double[classes.size()];
        for (int k = 0; k < classes.size(); k++) {
            probabilities[k] = Math.exp(logits[i][k] / temperature - logSum);
        }
        return probabilities;
    }

    /** Probability of the predicted label of image {@code i}, in [0, 1]. */
    public double confidence(int i, double temperature) {
        return Math.exp(logits[i][predicted(i)] / temperature - logSumExp(i, temperature));
    }

    /** Negative natural logarithm of the true label's probability of image {@code i}. */
    double negativeLogLikelihood(int i, double temperature) {
        return logSumExp(i, temperature) - logits[i][labels[i]] / temperature;
    }

    /** Mean of {@link #negativeLogLikelihood(int, double)} over all images: the cross-entropy, in nats. */
    public double meanNegativeLogLikelihood(double temperature) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += negativeLogLikelihood(i, temperature);
        }
        return sum / labels.length;
    }

    /** Free energy of image {@code i}: {@code -log(sum(exp(logit)))}; high where the network knows nothing alike. */
    public double freeEnergy(int i) {
        return -logSumExp(i, 1);
    }

    /** By how much the mean logit under the softmax exceeds the true label's logit: the slope of the likelihood. */
    double excessOverTrueLogit(int i, double temperature) {
        double[] probabilities = probabilities(i, temperature);
        double mean = 0;
        for (int k = 0; k < classes.size(); k++) {
            mean += probabilities[k] * logits[i][k];
        }
        return mean - logits[i][labels[i]];
    }

    private double logSumExp(int i, double temperature) {
        double largest = logits[i][predicted(i)] / temperature;
        double sum = 0;
        for (float logit : logits[i]) {
            sum += Math.exp(logit / temperature - largest);
        }
        return largest + Math.log(sum);
    }
}
