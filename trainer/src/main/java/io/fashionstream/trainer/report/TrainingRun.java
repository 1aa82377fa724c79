package io.fashionstream.trainer.report;

import io.fashionstream.event.ModelManifest;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.Throughput;
import io.fashionstream.trainer.network.LayerTable;
import io.fashionstream.trainer.training.TrainingHistory;
import io.fashionstream.trainer.training.TrainingPlan;
import java.util.List;

/**
 * All that the report of a training run shows.
 *
 * @param manifest as it goes into the artifact
 * @param images what the network learnt from
 * @param sets what the exported network was measured on, at least one; the last one's images are shown
 * @param serving how fast the exported network is
 * @param integers a sentence on the network in 8-bit integers: whether there is one, and why not
 */
public record TrainingRun(
        ModelManifest manifest,
        TrainingPlan plan,
        TrainingHistory history,
        LayerTable layers,
        LabelledImages images,
        List<ScoredImages> sets,
        Throughput serving,
        String integers) {
    public TrainingRun {
        sets = List.copyOf(sets);
    }
}
