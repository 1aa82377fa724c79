package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Classes;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.training.Targets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trained models that another network learns from, beside the labels: the mean of their calibrated probabilities says
 * which images are doubtful, and between which classes (distillation, Hinton et al. 2015, at the temperature of the
 * calibration).
 *
 * @param models at least one
 * @param share of each target that is theirs, over 0 and at most 1; the rest is the label's
 */
public record Teachers(List<ModelArtifact> models, double share) {
    /** Their share if nobody chooses another. */
    public static final double DEFAULT_SHARE = 0.8;

    public Teachers {
        models = List.copyOf(models);
        require(!models.isEmpty(), "expected at least one teacher, got none");
        require(isShare(share), "the teachers' share must be over 0 and at most 1, got %s", share);
    }

    public static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }

    /**
     * Blends {@code targets}, which are those of {@code images}, with what the teachers say of these.
     *
     * @throws IllegalArgumentException if a teacher knows other classes, or numbers them otherwise
     */
    Targets teach(LabelledImages images, Targets targets, int threads) {
        models.forEach(model -> requireClasses(model, images.classes()));
        float[][] mean = new float[images.size()][images.classes().size()];
        for (ModelArtifact model : models) {
            float[][] said = probabilities(model, images, threads);
            for (int i = 0; i < mean.length; i++) {
                for (int label = 0; label < mean[i].length; label++) {
                    mean[i][label] += said[i][label] / models.size();
                }
            }
        }
        return targets.blendedWith(mean, share);
    }

    private static void requireClasses(ModelArtifact teacher, Classes classes) {
        Classes known = teacher.manifest().classes();
        require(
                known.categories().equals(classes.categories()),
                "expected teachers of the classes %s in this order, got model %s of %s",
                classes,
                teacher.modelId(),
                known);
    }

    private static float[][] probabilities(ModelArtifact model, LabelledImages images, int threads) {
        var scaling = new PixelScaling(model.manifest().input().scaling());
        try (OnnxScorer scorer = new OnnxScorer(model.network(), scaling, threads)) {
            return scorer.probabilities(images);
        }
    }

    /** What the manifest and the checkpoints keep of them. */
    Map<String, String> hyperParameters() {
        String ids = models.stream().map(ModelArtifact::modelId).collect(Collectors.joining(","));
        return Map.of("teachers", ids, "teacher-share", String.valueOf(share));
    }
}
