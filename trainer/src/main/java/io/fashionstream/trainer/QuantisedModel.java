package io.fashionstream.trainer;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest.Measured;
import java.util.Locale;

/**
 * What became of the attempt to give a model a network of 8-bit integers.
 *
 * @param artifact with that network if it was good enough, else without
 * @param integers how good it is on validation
 */
public record QuantisedModel(ModelArtifact artifact, Measured integers) {
    /** Whether the model has the network. */
    public boolean isGoodEnough() {
        return artifact.manifest().int8() != null;
    }

    /** One sentence for people: both accuracies, and what follows from them. */
    public String inWords() {
        String accuracies = String.format(
                Locale.ROOT,
                "%.4f of %,d validation images right in 8-bit integers, %.4f in floats",
                integers.accuracy(),
                integers.images(),
                artifact.manifest().validation().accuracy());
        return isGoodEnough()
                ? accuracies + ": the model has both networks"
                : String.format(
                        Locale.ROOT,
                        "%s: more than %.4f fewer, so the model has no network of integers",
                        accuracies,
                        ModelQuantisation.MOST_LOST);
    }
}
