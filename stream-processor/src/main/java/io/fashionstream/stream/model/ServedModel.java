package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.classify.ImageClassifier;
import io.fashionstream.stream.classify.RepeatedAnswer;
import java.util.List;

/**
 * A classifier together with the release that it was loaded from, and which of its networks it runs.
 *
 * @param manifest with temperature, limits and quality of that network
 */
public record ServedModel(String modelId, ModelManifest manifest, Precision precision, ImageClassifier classifier)
        implements ServingModel {
    /** The model of {@code artifact}, of which {@code classifier} runs the network of {@code precision}. */
    public static ServedModel of(ModelArtifact artifact, Precision precision, ImageClassifier classifier) {
        return new ServedModel(artifact.modelId(), artifact.manifest().servedWith(precision), precision, classifier);
    }

    @Override
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        return classifier.uncalibrated(images);
    }

    /** The same model, but it answers what it answered first to every image: what an image costs besides the network. */
    public ServedModel repeating() {
        return new ServedModel(modelId, manifest, precision, new RepeatedAnswer(classifier));
    }

    @Override
    public void close() {
        classifier.close();
    }
}
