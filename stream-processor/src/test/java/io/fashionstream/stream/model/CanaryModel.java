package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.testing.TestModels;
import java.util.List;

/** Answers as the canaries of a good artifact say; bytes 9 and 7 stand for faults. */
final class CanaryModel implements ServingModel {
    private final String modelId;

    CanaryModel(ModelArtifact artifact, Precision precision) {
        byte first = artifact.network()[0];
        if (first == 9) {
            throw new IllegalArgumentException("two nines are no network");
        }
        if (first == 7) {
            throw new UnsatisfiedLinkError("no native library for this machine");
        }
        this.modelId = artifact.modelId();
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        return images.stream()
                .map(image -> TestModels.probabilities(image, TestModels.LIT))
                .toList();
    }

    @Override
    public void close() {}
}
