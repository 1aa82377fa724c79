package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;

/** Softmax of the logits and its cross-entropy against targets that may be soft. */
final class SoftmaxLoss {
    private final int classes;
    private final FloatBuffer logitFloats;
    private final FloatBuffer gradientFloats;
    private final float[] logits;
    private final float[] gradients;

    /** @param output the logits, {@code [n, classes]}, and where their gradient goes */
    SoftmaxLoss(Activations output) {
        classes = output.channels();
        logitFloats = NativeFloats.of(output.values());
        gradientFloats = NativeFloats.of(output.gradients());
        logits = new float[logitFloats.capacity()];
        gradients = new float[logits.length];
    }

    /** What one replica's part of a batch gave: the sum of its losses, and how many images it got right. */
    record Sum(double loss, int correct) {}

    /**
     * Computes loss and gradient; the gradient is the sum over the examples, not the mean.
     *
     * @param targets {@code [n * classes]}, each row sums to the weight of its image, as a rule 1; the largest of a row is the
     *     truth
     */
    Sum compute(float[] targets) {
        logitFloats.get(0, logits);
        double loss = 0;
        int correct = 0;
        for (int from = 0; from < logits.length; from += classes) {
            loss += row(targets, from);
            correct += largest(logits, from) == largest(targets, from) ? 1 : 0;
        }
        gradientFloats.put(0, gradients);
        return new Sum(loss, correct);
    }

    /** A copy of the logits of the last pass. */
    float[] logits() {
        logitFloats.get(0, logits);
        return logits.clone();
    }

    private double row(float[] targets, int from) {
        double max = logits[from + largest(logits, from)];
        double sum = 0;
        for (int i = from; i < from + classes; i++) {
            sum += Math.exp(logits[i] - max);
        }
        double logSum = max + Math.log(sum);
        double weight = 0;
        for (int i = from; i < from + classes; i++) {
            weight += targets[i];
        }
        double loss = 0;
        for (int i = from; i < from + classes; i++) {
            double logProbability = logits[i] - logSum;
            loss -= targets[i] * logProbability;
            gradients[i] = (float) (weight * Math.exp(logProbability) - targets[i]);
        }
        return loss;
    }

    private int largest(float[] values, int from) {
        int largest = 0;
        for (int i = 1; i < classes; i++) {
            largest = values[from + i] > values[from + largest] ? i : largest;
        }
        return largest;
    }
}
