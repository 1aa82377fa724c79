package io.fashionstream.trainer;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.export.BatchScorer;
import io.fashionstream.trainer.export.MirrorImages;
import io.fashionstream.trainer.training.Teaching;
import java.util.ArrayList;
import java.util.List;

/**
 * Teachers that look at every batch just as the network gets it. They run in the threads that prepare the batches, each
 * teacher once a batch, in 8-bit integers where it has such a network and this machine computes that rightly. What counts is
 * the mean of the calibrated probabilities of all teachers, for the images and, if these are asked about, for their mirror
 * images.
 */
final class TeachersOfViews implements Teaching {
    private final double share;
    private final boolean mirrors;
    private final List<BatchScorer> scorers = new ArrayList<>();

    TeachersOfViews(List<ModelArtifact> models, double share, boolean mirrors) {
        this.share = share;
        this.mirrors = mirrors;
        try {
            models.forEach(model -> scorers.add(BatchScorer.of(model)));
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /** Whether {@code model} is asked in integers or in floats on this machine. */
    static Precision precision(ModelArtifact model) {
        try (BatchScorer scorer = BatchScorer.of(model)) {
            return scorer.precision();
        }
    }

    @Override
    public void teach(float[] images, float[] targets) {
        float[] said = said(images, targets.length);
        int classes = targets.length / (images.length / ImageTensor.PIXELS);
        for (int from = 0; from < targets.length; from += classes) {
            blend(targets, said, from, from + classes);
        }
    }

    /** The targets of an image keep their sum, which is its weight. */
    private void blend(float[] targets, float[] said, int from, int to) {
        double weight = 0;
        for (int i = from; i < to; i++) {
            weight += targets[i];
        }
        for (int i = from; i < to; i++) {
            targets[i] = (float) ((1 - share) * targets[i] + share * weight * said[i]);
        }
    }

    /** Mean of all answers: {@code [n * classes]}. */
    private float[] said(float[] images, int length) {
        float[] asked = mirrors ? withMirrorImages(images) : images;
        float part = 1f / (scorers.size() * (asked.length / images.length));
        float[] mean = new float[length];
        for (BatchScorer scorer : scorers) {
            float[] answers = scorer.probabilities(asked);
            for (int i = 0; i < answers.length; i++) {
                mean[i % length] += answers[i] * part;
            }
        }
        return mean;
    }

    /** The images, then each of them mirrored. */
    private static float[] withMirrorImages(float[] images) {
        float[] both = new float[2 * images.length];
        System.arraycopy(images, 0, both, 0, images.length);
        MirrorImages.write(images, both, images.length);
        return both;
    }

    @Override
    public void close() {
        scorers.forEach(BatchScorer::close);
    }
}
