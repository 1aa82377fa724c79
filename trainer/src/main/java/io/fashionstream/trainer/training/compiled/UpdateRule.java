package io.fashionstream.trainer.training.compiled;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * What an updater does to a run of parameters, the same arithmetic as Deeplearning4j's. Works on arrays of one length
 * and changes gradient and state in place; the gradient becomes what is subtracted from the parameters.
 */
sealed interface UpdateRule {
    /**
     * Added and taken away again, which turns smaller state into 0: state that decays would otherwise reach the denormal
     * numbers, with which processors are a hundred times slower.
     */
    float STATE_FLOOR = 1e-25f;

    /** The same for gradients, so that not even their squares are denormal. Adam's epsilon makes them nothing anyway. */
    float GRADIENT_FLOOR = 1e-10f;

    /** State values for each parameter. */
    int statesPerParameter();

    /**
     * Turns the gradient into what is subtracted from the parameters.
     *
     * @param count leading elements that count
     * @param iteration steps taken before, from 0
     */
    void apply(float[] gradient, float[][] state, int count, double learningRate, int iteration);

    /** Whether the values are running statistics: their gradient is the change itself, averaged over the replicas. */
    default boolean isStatistic() {
        return false;
    }

    /**
     * The rule of a parameter as its layer's configuration says.
     *
     * @throws IllegalArgumentException for an updater that is not known
     */
    static UpdateRule of(IUpdater updater, BaseLayer layer) {
        if (updater instanceof Adam adam) {
            return new AdamRule(adam.getBeta1(), adam.getBeta2(), adam.getEpsilon());
        }
        if (updater instanceof Nesterovs nesterovs) {
            return new NesterovRule((float) nesterovs.getMomentum());
        }
        if (updater instanceof NoOp) {
            return new Statistic();
        }
        throw new IllegalArgumentException(
                "layer %s: updater must be Adam or Nesterovs, got %s; train with --engine fit"
                        .formatted(layer.getLayerName(), updater.getClass().getSimpleName()));
    }

    /** Adam (Kingma and Ba 2015), bias-corrected through the step size. */
    record AdamRule(double beta1, double beta2, double epsilon) implements UpdateRule {
        @Override
        public int statesPerParameter() {
            return 2;
        }

        @Override
        public void apply(float[] gradient, float[][] state, int count, double learningRate, int iteration) {
            double correction = Math.sqrt(1 - Math.pow(beta2, iteration + 1)) / (1 - Math.pow(beta1, iteration + 1));
            float step = (float) (learningRate * correction);
            float keep1 = (float) beta1;
            float keep2 = (float) beta2;
            float floor = (float) epsilon;
            float[] mean = state[0];
            float[] square = state[1];
            for (int i = 0; i < count; i++) {
                float value = gradient[i] + GRADIENT_FLOOR - GRADIENT_FLOOR;
                mean[i] = keep1 * mean[i] + (1 - keep1) * value + STATE_FLOOR - STATE_FLOOR;
                square[i] = keep2 * square[i] + (1 - keep2) * value * value + STATE_FLOOR - STATE_FLOOR;
                gradient[i] = step * mean[i] / ((float) Math.sqrt(square[i]) + floor);
            }
        }
    }

    /** Gradient descent with Nesterov's momentum. */
    record NesterovRule(float momentum) implements UpdateRule {
        @Override
        public int statesPerParameter() {
            return 1;
        }

        @Override
        public void apply(float[] gradient, float[][] state, int count, double learningRate, int iteration) {
            float rate = (float) learningRate;
            float[] velocity = state[0];
            for (int i = 0; i < count; i++) {
                float before = velocity[i];
                velocity[i] = momentum * before - rate * gradient[i] + STATE_FLOOR - STATE_FLOOR;
                gradient[i] = momentum * before - (1 + momentum) * velocity[i];
            }
        }
    }

    /** Running mean and deviation of a batch normalisation. */
    record Statistic() implements UpdateRule {
        @Override
        public int statesPerParameter() {
            return 0;
        }

        @Override
        public void apply(float[] gradient, float[][] state, int count, double learningRate, int iteration) {}

        @Override
        public boolean isStatistic() {
            return true;
        }
    }
}
