package io.fashionstream.trainer.training;

import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

/** How gradients change the weights. */
public enum Optimiser {
    /** Adam; weight decay is decoupled from the gradient and scaled by the learning rate (AdamW). */
    ADAM {
        @Override
        void configure(NeuralNetConfiguration.Builder learning, double rate, double weightDecay) {
            learning.updater(new Adam(rate));
            if (weightDecay > 0) {
                learning.weightDecay(weightDecay, true);
            }
        }
    },

    /** Gradient descent with Nesterov momentum 0.9; weight decay is added to the gradient (L2). */
    NESTEROV {
        @Override
        void configure(NeuralNetConfiguration.Builder learning, double rate, double weightDecay) {
            learning.updater(new Nesterovs(rate, 0.9));
            if (weightDecay > 0) {
                learning.l2(weightDecay);
            }
        }
    };

    /** Weight decay concerns weights only, not biases and batch normalisation. */
    abstract void configure(NeuralNetConfiguration.Builder learning, double rate, double weightDecay);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
