package io.fashionstream.trainer.training;

import io.fashionstream.trainer.training.compiled.StepResult;

/**
 * Where a training is between two steps: with weights and updater state, all that is needed to go on as if it had not
 * been interrupted.
 *
 * @param epoch current epoch, from 0
 * @param batch next batch of it, from 0
 * @param lossSum of the epoch's steps so far
 * @param correct images of the epoch's steps so far that were right
 * @param epochStepSeconds spent on steps of the epoch so far
 * @param secondsBefore spent on everything up to here
 * @param finished whether nothing is left to do
 */
record TrainingState(
        int epoch,
        int batch,
        double lossSum,
        long correct,
        double epochStepSeconds,
        double secondsBefore,
        boolean finished,
        TrainingHistory history) {
    static final TrainingState START = new TrainingState(0, 0, 0, 0, 0, 0, false, TrainingHistory.EMPTY);

    TrainingState afterStep(StepResult step, double stepSeconds, double seconds) {
        return new TrainingState(
                epoch,
                batch + 1,
                lossSum + step.loss(),
                correct + step.correct(),
                epochStepSeconds + stepSeconds,
                seconds,
                finished,
                history);
    }

    TrainingState afterEpoch(EpochResult result, boolean last, double seconds) {
        return new TrainingState(epoch + 1, 0, 0, 0, 0, seconds, last, history.with(result));
    }
}
