package io.fashionstream.testkit.fault;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import java.util.List;

/** Models that no processor may serve, although their files are in order. */
public final class BrokenModels {
    private BrokenModels() {}

    /** The model with canaries whose answers are rotated by one class. */
    public static ModelArtifact withWrongCanaries(ModelArtifact model) {
        List<Canary> wrong = model.canaries().stream()
                .map(canary -> new Canary(canary.pixels(), rotated(canary.probabilities())))
                .toList();
        return ModelArtifact.pack(model.manifest(), model.network(), model.trainedNetwork(), wrong, model.report());
    }

    private static float[] rotated(float[] probabilities) {
        float[] rotated = new float[probabilities.length];
        for (int i = 0; i < rotated.length; i++) {
            rotated[i] = probabilities[(i + 1) % rotated.length];
        }
        return rotated;
    }
}
