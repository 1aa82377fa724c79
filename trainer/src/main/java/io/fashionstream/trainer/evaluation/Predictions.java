package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;

/**
 * A network's raw outputs for some images beside the images' true labels. Immutable.
 *
 * <p>Logits are {@code float[n][10]} in label order, before softmax and temperature; n is at least 1.
 */
public final class Predictions {
    private static final int CLASSES = Category.ALL.size();

    private final float[][] logits;
    private final byte[] labels;

    /**
     * Copies both.
     *
     * @param labels 0 to 9, one for each row of {@code logits}
     * @throws IllegalArgumentException if sizes do not fit, a logit is not finite or a label is outside 0 to 9
     */
    public Predictions(float[][] logits, byte[] labels) {
        require(logits.length >= 1, "at least 1 prediction is needed, got none");
        require(logits.length == labels.length, "%d rows of logits do not fit %d labels", logits.length, labels.length);
        this.logits = new float[logits.length][];
        for (int i = 0; i < logits.length; i++) {
            this.logits[i] = checkedRow(logits[i], i);
            require(labels[i] >= 0 && labels[i] < CLASSES, "label must be 0 to 9, got %d of image %d", labels[i], i);
        }
        this.labels = labels.clone();
    }

    private static float[] checkedRow(float[] row, int image) {
        require(row.length == CLASSES, "expected 10 logits, got %d of image %d", row.length, image);
        for (float logit : row) {
            require(Float.isFinite(logit), "logits must be finite, got %s of image %d", logit, image);
        }
        return row.clone();
    }

    public int size() {
        return labels.length;
    }

    /** How often images of each category got each label. */
    public ConfusionMatrix confusion() {
        long[][] counts = new long[CLASSES][CLASSES];
        for (int i = 0; i < size(); i++) {
            counts[label(i)][predicted(i)]++;
        }
        return new ConfusionMatrix((actual, predicted) -> counts[actual.label()][predicted.label()]);
    }

    /** The true label of image {@code i}. */
    public int label(int i) {
        return labels[i];
    }

    /** The label with the largest logit of image {@code i}; of equal ones the first. No temperature changes it. */
    public int predicted(int i) {
        float[] row = logits[i];
        int best = 0;
        for (int k = 1; k < CLASSES; k++) {
            best = row[k] > row[best] ? k : best;
        }
        return best;
    }

    public boolean isRight(int i) {
        return predicted(i) == labels[i];
    }

    /** Ten probabilities of image {@code i}: the softmax of logits / {@code temperature}. */
    public double[] probabilities(int i, double temperature) {
        double logSum = logSumExp(i, temperature);
        double[] probabilities = new double[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            probabilities[k] = Math.exp(logits[i][k] / temperature - logSum);
        }
        return probabilities;
    }

    /** Probability of the predicted label of image {@code i}, in [0.1, 1]. */
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
        for (int k = 0; k < CLASSES; k++) {
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
