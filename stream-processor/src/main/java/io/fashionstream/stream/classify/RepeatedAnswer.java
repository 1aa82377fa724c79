package io.fashionstream.stream.classify;

import io.fashionstream.image.ImageTensor;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a classifier once, and repeats its first answer for every image. Leaves that classifier open. For one thread. */
public final class RepeatedAnswer implements ImageClassifier {
    private final ImageClassifier classifier;
    private @Nullable Prediction answer;

    public RepeatedAnswer(ImageClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public List<Prediction> classify(List<ImageTensor> images) {
        Prediction known = answer;
        if (known == null) {
            known = first(images.subList(0, 1));
            answer = known;
        }
        return Collections.nCopies(images.size(), known);
    }

    private Prediction first(List<ImageTensor> image) {
        try {
            return classifier.classify(image).get(0);
        } catch (ClassificationFailure e) {
            return new Prediction.NoAnswer("the network failed on the first image: " + e.getMessage());
        }
    }

    @Override
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        return classifier.uncalibrated(images);
    }

    @Override
    public void close() {
        // Others use the classifier.
    }
}
