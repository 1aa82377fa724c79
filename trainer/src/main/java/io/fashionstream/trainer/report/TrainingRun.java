package io.fashionstream.trainer.report;

import io.fashionstream.artifact.ModelManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the report of a training run shows.
 *
 * @param manifest as it goes into the artifact
 * @param augmented examples, each with the same number of variants; empty if nothing was augmented
 * @param validation the held-out images
 * @param test the official test set, null if it was left alone
 */
public record TrainingRun(
        ModelManifest manifest,
        List<Epoch> epochs,
        List<LayerRow> layers,
        List<AugmentedExample> augmented,
        ScoredImages validation,
        @Nullable ScoredImages test,
        List<Throughput> throughput) {
    public TrainingRun {
        epochs = List.copyOf(epochs);
        layers = List.copyOf(layers);
        augmented = List.copyOf(augmented);
        throughput = List.copyOf(throughput);
    }
}
