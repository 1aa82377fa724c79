package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.classify.ImageClassifier;
import java.util.List;

/** A classifier together with the release that it was loaded from. */
public record ServedModel(String modelId, ModelManifest manifest, ImageClassifier classifier) implements ServingModel {
    @Override
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        return classifier.uncalibrated(images);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
