package io.fashionstream.stream.model;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether a released artifact may serve: it is the one that the alias names, its network loads with the right
 * shapes, and on each canary it comes to the answer that the trained network gave. What needs no network (entry names,
 * sizes, manifest, class order) was checked when the artifact was read.
 */
final class ModelVerification {
    /** Largest difference of a probability between training and serving: sums may be added up in another order. */
    private static final float TOLERANCE = 1e-4f;

    /** The same of integers: their sums are exact, but what lies between two of them may be rounded to the other. */
    private static final float INTEGER_TOLERANCE = 0.01f;

    private static final int WARMING_RUNS = 3;

    private final int maxImages;

    /**
     * @param maxImages largest batch, which is run before a model serves
     */
    ModelVerification(int maxImages) {
        this.maxImages = maxImages;
    }

    /**
     * Loads, checks and warms a model.
     *
     * @throws ModelRefused if it must not serve; nothing of it stays loaded
     */
    <M extends ServingModel> M verified(ModelArtifact artifact, Precision precision, ModelLoader<M> loader)
            throws ModelRefused {
        M model = load(artifact, precision, loader);
        try {
            requireCanariesAgree(model, precision, artifact);
            warm(model, fullBatch(artifact));
            return model;
        } catch (ModelRefused e) {
            model.close();
            throw e;
        } catch (RuntimeException e) {
            model.close();
            throw new ModelRefused(artifact.modelId(), "it fails on its canaries: " + e.getMessage(), e);
        }
    }

    private static <M extends ServingModel> M load(ModelArtifact artifact, Precision precision, ModelLoader<M> loader)
            throws ModelRefused {
        try {
            return loader.load(artifact, precision);
        } catch (RuntimeException e) {
            throw new ModelRefused(artifact.modelId(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireCanariesAgree(ServingModel model, Precision precision, ModelArtifact artifact)
            throws ModelRefused {
        float tolerance = precision == Precision.FP32 ? TOLERANCE : INTEGER_TOLERANCE;
        List<Canary> canaries = artifact.canaries();
        List<float[]> found = model.uncalibrated(
                canaries.stream().map(ModelVerification::image).toList());
        for (int i = 0; i < canaries.size(); i++) {
            float[] expected = canaries.get(i).probabilities(precision);
            requireAgreement(artifact, i, expected, found.get(i), tolerance);
        }
    }

    private static void requireAgreement(
            ModelArtifact artifact, int canary, float[] expected, float[] found, float tolerance) throws ModelRefused {
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - found[i]) <= tolerance)) {
                throw new ModelRefused(
                        artifact.modelId(),
                        "canary %d must have %s at %.6f within %.4f, the network says %.6f"
                                .formatted(
                                        canary,
                                        artifact.manifest().classes().category(i),
                                        expected[i],
                                        tolerance,
                                        found[i]));
            }
        }
    }

    /** First runs are slow: memory is laid out for each batch size. */
    private static void warm(ServingModel model, List<ImageTensor> images) {
        for (int run = 0; run < WARMING_RUNS; run++) {
            model.uncalibrated(images);
            model.uncalibrated(images.subList(0, 1));
        }
    }

    /** The largest batch that is served, of the artifact's canaries. */
    List<ImageTensor> fullBatch(ModelArtifact artifact) {
        List<Canary> canaries = artifact.canaries();
        List<ImageTensor> images = new ArrayList<>(maxImages);
        for (int i = 0; i < maxImages; i++) {
            images.add(image(canaries.get(i % canaries.size())));
        }
        return images;
    }

    private static ImageTensor image(Canary canary) {
        return new ImageTensor(canary.pixels());
    }
}
