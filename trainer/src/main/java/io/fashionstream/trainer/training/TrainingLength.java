package io.fashionstream.trainer.training;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a training is.
 *
 * @param epochs passes over the training images, 0 for a network that stays as it starts; with a {@code budget}, at most so many
 * @param budget time after which training ends, the schedule having run its course; none without a limit
 */
public record TrainingLength(int epochs, Optional<Duration> budget) {
    /** Without a limit of time. */
    public static TrainingLength ofEpochs(int epochs) {
        return new TrainingLength(epochs, Optional.empty());
    }
}
