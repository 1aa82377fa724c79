package io.fashionstream.trainer.training.compiled;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation over the channels, with the replica's own part of the batch.
 *
 * <p>Deeplearning4j keeps the running mean, and the running variance as {@code log10(deviation)}, among the parameters;
 * their "gradient" is the old value minus the new one.
 */
final class BatchNormalizationStep implements LayerStep {
    private final Activations input;
    private final Activations output;
    private final double decay;
    private final double epsilon;
    private final FloatBuffer gamma;
    private final FloatBuffer beta;
    private final FloatBuffer runningMean;
    private final FloatBuffer runningLog10Deviation;
    private final FloatBuffer gammaGradients;
    private final FloatBuffer betaGradients;
    private final FloatBuffer runningMeanChange;
    private final FloatBuffer runningLog10DeviationChange;

    private final INDArray product;
    private final ColumnSums inputSums;
    private final ColumnSums productSums;
    private final ColumnSums gradientSums;
    private final PerChannelAffine normalise;
    private final PerChannelAffine scaledGradient;
    private final PerChannelAffine correction;
    private final double[] mean;
    private final double[] inverseDeviation;

    BatchNormalizationStep(
            Activations input, Activations output, LayerParameters parameters, double decay, double epsilon) {
        this.input = input;
        this.output = output;
        this.decay = decay;
        this.epsilon = epsilon;
        gamma = parameters.values("gamma");
        beta = parameters.values("beta");
        runningMean = parameters.values("mean");
        runningLog10Deviation = parameters.values("log10stdev");
        gammaGradients = parameters.gradients("gamma");
        betaGradients = parameters.gradients("beta");
        runningMeanChange = parameters.gradients("mean");
        runningLog10DeviationChange = parameters.gradients("log10stdev");

        product = Activations.zeros(input.values().shape());
        inputSums = new ColumnSums(input.values());
        productSums = new ColumnSums(product);
        gradientSums = new ColumnSums(output.gradients());
        normalise = new PerChannelAffine(input.values(), output.values());
        scaledGradient = new PerChannelAffine(output.gradients(), input.gradientsOrScratch());
        correction = new PerChannelAffine(input.values(), product);
        mean = new double[input.channels()];
        inverseDeviation = new double[input.channels()];
    }

    @Override
    public void forward(Pass pass) {
        if (pass.training()) {
            measureBatch();
        } else {
            for (int channel = 0; channel < mean.length; channel++) {
                mean[channel] = runningMean.get(channel);
                double variance = Math.pow(10, 2.0 * runningLog10Deviation.get(channel));
                inverseDeviation[channel] = 1 / Math.sqrt(variance + epsilon);
            }
        }
        for (int channel = 0; channel < mean.length; channel++) {
            double factor = gamma.get(channel) * inverseDeviation[channel];
            normalise.set(channel, factor, beta.get(channel) - mean[channel] * factor);
        }
        normalise.run();
    }

    private void measureBatch() {
        double[] sums = inputSums.compute();
        for (int channel = 0; channel < mean.length; channel++) {
            mean[channel] = sums[channel] / input.rows();
        }
        input.values().muli(input.values(), product);
        double[] squares = productSums.compute();
        for (int channel = 0; channel < mean.length; channel++) {
            double variance = Math.max(0, squares[channel] / input.rows() - mean[channel] * mean[channel]);
            inverseDeviation[channel] = 1 / Math.sqrt(variance + epsilon);
            double oldLog = runningLog10Deviation.get(channel);
            double running = decay * Math.pow(10, 2 * oldLog) + (1 - decay) * variance;
            runningMeanChange.put(channel, (float) ((1 - decay) * (runningMean.get(channel) - mean[channel])));
            runningLog10DeviationChange.put(channel, (float) (oldLog - 0.5 * Math.log10(running)));
        }
    }

    /** The input's gradient is linear in the output's gradient and in the input, with factors for each channel. */
    @Override
    public void backward() {
        double[] gradientTotals = gradientSums.compute();
        input.values().muli(output.gradients(), product);
        double[] productTotals = productSums.compute();
        for (int channel = 0; channel < mean.length; channel++) {
            double inverse = inverseDeviation[channel];
            double total = gradientTotals[channel];
            double gammaGradient = inverse * (productTotals[channel] - mean[channel] * total);
            gammaGradients.put(channel, (float) gammaGradient);
            betaGradients.put(channel, (float) total);
            double factor = gamma.get(channel) * inverse;
            double byInput = -factor * inverse * gammaGradient / input.rows();
            double constant = factor * (mean[channel] * inverse * gammaGradient - total) / input.rows();
            scaledGradient.set(channel, factor, 0);
            correction.set(channel, byInput, constant);
        }
        if (!input.isInput()) {
            scaledGradient.run();
            correction.run();
            input.gradients().addi(product);
        }
    }
}
