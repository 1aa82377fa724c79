package io.fashionstream.trainer.training;

import java.util.Comparator;
import java.util.List;

/** The epochs of a training, in order: the training and validation curves. */
public record TrainingHistory(List<EpochResult> epochs) {
    /** Before the first epoch. */
    public static final TrainingHistory EMPTY = new TrainingHistory(List.of());

    public TrainingHistory {
        epochs = List.copyOf(epochs);
    }

    /** The first epoch of the best validation accuracy; 0 if there is none yet. */
    public int bestEpoch() {
        return epochs.stream()
                .max(Comparator.comparingDouble(EpochResult::validationAccuracy)
                        .thenComparing(
                                Comparator.comparingInt(EpochResult::epoch).reversed()))
                .map(EpochResult::epoch)
                .orElse(0);
    }

    TrainingHistory with(EpochResult result) {
        return new TrainingHistory(java.util.stream.Stream.concat(epochs.stream(), java.util.stream.Stream.of(result))
                .toList());
    }
}
