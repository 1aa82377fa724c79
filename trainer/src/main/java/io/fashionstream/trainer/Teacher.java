package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.training.Targets;
import java.util.Map;

/**
 * A trained model that another network learns from, beside the labels: its calibrated probabilities say which images are
 * doubtful, and between which classes (distillation, Hinton et al. 2015, at the temperature of the calibration).
 *
 * @param share of each target that is the teacher's, over 0 and at most 1; the rest is the label's
 */
public record Teacher(ModelArtifact model, double share) {
    /** A teacher's share if nobody chooses another. */
    static final double DEFAULT_SHARE = 0.8;

    public Teacher {
        require(isShare(share), "a teacher's share must be over 0 and at most 1, got %s", share);
    }

    static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }

    /** Blends {@code targets}, which are those of {@code images}, with what the teacher says of these. */
    Targets teach(LabelledImages images, Targets targets, int threads) {
        var scaling = model.manifest().input().scaling();
        try (OnnxScorer scorer = new OnnxScorer(model.network(), scaling, threads)) {
            return targets.blendedWith(scorer.probabilities(images), share);
        }
    }

    /** What the manifest and the checkpoints keep of it. */
    Map<String, String> hyperParameters() {
        return Map.of("teacher", model.modelId(), "teacher-share", String.valueOf(share));
    }
}
