package io.fashionstream.accuracy;

/** Makes probabilities of the logits of a network, in double precision and without overflow. */
public final class Softmax {
    private Softmax() {}

    /** {@code exp(logit) / sum(exp(logits))} for each. */
    public static float[] of(float[] logits) {
        double normaliser = logSumExp(logits);
        float[] softmax = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            softmax[i] = (float) Math.exp(logits[i] - normaliser);
        }
        return softmax;
    }

    /** {@code log(sum(exp(logits)))}: the free energy with its sign turned. */
    public static double logSumExp(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }
}
