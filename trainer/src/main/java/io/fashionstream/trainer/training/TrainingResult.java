package io.fashionstream.trainer.training;

import org.deeplearning4j.nn.api.Model;

/**
 * What a training came to.
 *
 * @param network the trained network, an ordinary NCHW one, with the weights that the plan's outcome asks for
 */
public record TrainingResult(Model network, TrainingHistory history, Ending ending) {
    /** Why a training ended. */
    public enum Ending {
        /** All epochs are done. */
        COMPLETED,
        /** The time budget is used up. */
        OUT_OF_TIME,
        /** Validation did not get better for as many epochs as the plan has patience. */
        NO_PROGRESS,
        /** Somebody asked for it; a checkpoint was saved if there is a place for one. */
        STOPPED
    }
}
