package io.fashionstream.image;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.classify.ImageClassifier;
import io.fashionstream.stream.classify.InputBuffers;
import io.fashionstream.stream.classify.OnnxClassifier;
import io.fashionstream.stream.classify.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The model that the project ships, under ONNX Runtime, as it serves. */
final class ShippedModel implements AutoCloseable {
    private static final Path FOLDER = Path.of(System.getProperty("shipped.model", "../models/compact-cnn"));
    private static final int BATCH = 64;

    private final ImageClassifier classifier;

    ShippedModel() {
        try {
            ModelArtifact artifact = ModelArtifact.read(FOLDER);
            classifier = new OnnxClassifier(artifact, Precision.FP32, 1, new InputBuffers(BATCH));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What it says of each picture, in order. */
    List<Prediction.Answer> answers(List<Decoded.Image> pictures) {
        return classifier.classify(pictures.stream().map(Decoded.Image::tensor).toList()).stream()
                .map(Prediction.Answer.class::cast)
                .toList();
    }

    /** The category of each picture, in order. */
    List<Category> categories(List<Decoded.Image> pictures) {
        return answers(pictures).stream().map(Prediction.Answer::category).toList();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
