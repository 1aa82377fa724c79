package io.fashionstream.trainer.training;

/**
 * Which weights a training ends with: those of its last epoch, of its best one, or a mean.
 *
 * @param patienceEpochs epochs without a better validation accuracy before training stops, with the best one's weights; 0
 *     never stops early
 * @param averagedEpochs last epochs whose weights are averaged, running statistics of batch normalisation among them (Izmailov
 *     et al. 2018); 0 averages none
 */
public record Outcome(int patienceEpochs, int averagedEpochs) {
    /** The weights after the last epoch. */
    public static final Outcome LAST_EPOCH = new Outcome(0, 0);
}
