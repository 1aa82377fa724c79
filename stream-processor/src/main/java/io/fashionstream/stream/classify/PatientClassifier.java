package io.fashionstream.stream.classify;

import io.fashionstream.image.ImageTensor;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a batch that fails again, image by image: only images that fail alone have no answer. Never throws {@link
 * ClassificationFailure} because of images.
 */
public final class PatientClassifier implements ImageClassifier {
    private static final Logger log = LoggerFactory.getLogger(PatientClassifier.class);

    private final ImageClassifier classifier;

    public PatientClassifier(ImageClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public List<Prediction> classify(List<ImageTensor> images) {
        try {
            return classifier.classify(images);
        } catch (ClassificationFailure e) {
            log.warn("A batch of {} images failed; trying each alone", images.size(), e);
            return images.stream().map(this::classifyAlone).toList();
        }
    }

    @Override
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        return classifier.uncalibrated(images);
    }

    @Override
    public void close() {
        classifier.close();
    }

    private Prediction classifyAlone(ImageTensor image) {
        try {
            return classifier.classify(List.of(image)).get(0);
        } catch (ClassificationFailure e) {
            return new Prediction.NoAnswer("the network failed on this image: " + e.getMessage());
        }
    }
}
