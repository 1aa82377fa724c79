package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest.Scaling;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.training.Targets;
import io.fashionstream.trainer.training.Teaching;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Trained models that another network learns from, beside the labels: the mean of their calibrated probabilities says
 * which images are doubtful, and between which classes (distillation, Hinton et al. 2015, at the temperature of the
 * calibration).
 *
 * @param models at least one
 * @param share of each target that is theirs, over 0 and at most 1; the rest is the label's
 * @param asked what they are asked about, and when
 */
public record Teachers(List<ModelArtifact> models, double share, Asked asked) {
    /** Their share if nobody chooses another. */
    public static final double DEFAULT_SHARE = 0.8;

    /** What teachers are asked about. */
    public enum Asked {
        /** About each training image as it is, before the training. */
        ONCE,
        /**
         * About each image of each batch after it was changed and mixed: what the network gets, the teachers get too (Beyer
         * et al. 2022, Knowledge distillation: a good teacher is patient and consistent).
         */
        VIEWS,
        /** As {@link #VIEWS}, and about the mirror image of each; the mean of both probabilities counts. */
        MIRRORS;

        /** As on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Teachers {
        models = List.copyOf(models);
        require(!models.isEmpty(), "expected at least one teacher, got none");
        require(isShare(share), "the teachers' share must be over 0 and at most 1, got %s", share);
    }

    public static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }

    /**
     * What the network is to learn of each training image: {@code targets}, which are those of {@code images}, blended with
     * what the teachers say of these, unless they are asked later.
     *
     * @throws IllegalArgumentException if a teacher knows other classes, or numbers them otherwise
     */
    Targets teach(LabelledImages images, Targets targets, int threads) {
        models.forEach(model -> requireClasses(model, images.classes()));
        if (asked != Asked.ONCE) {
            return targets;
        }
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

    /** What the teachers change in each batch, whose pixels they must take as they are; nothing if they were asked before. */
    Teaching ofBatches() {
        return asked == Asked.ONCE ? Teaching.NONE : new TeachersOfViews(models, share, asked == Asked.MIRRORS);
    }

    /**
     * Refuses teachers that could not look at the batches of a training as they are.
     *
     * @param scaling of the batches
     * @throws IllegalArgumentException if they are asked about batches, and one takes pixels that are scaled otherwise
     */
    void requireScaling(PixelScaling scaling) {
        if (asked == Asked.ONCE) {
            return;
        }
        for (ModelArtifact model : models) {
            Scaling known = model.manifest().input().scaling();
            require(
                    known.equals(scaling.recorded()),
                    "teachers that are asked about %s must take pixels as the training scales them, %s, but model %s takes %s",
                    asked,
                    scaling.recorded(),
                    model.modelId(),
                    known);
        }
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
        Map<String, String> kept = new TreeMap<>();
        kept.put("teachers", joined(ModelArtifact::modelId));
        kept.put("teacher-share", String.valueOf(share));
        if (asked != Asked.ONCE) {
            kept.put("teacher-asked", asked.toString());
            kept.put(
                    "teacher-precisions",
                    joined(model -> TeachersOfViews.precision(model).wireName()));
        }
        return kept;
    }

    private String joined(Function<ModelArtifact, String> word) {
        return models.stream().map(word).collect(Collectors.joining(","));
    }
}
