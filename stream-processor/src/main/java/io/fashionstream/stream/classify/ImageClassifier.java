package io.fashionstream.stream.classify;

import io.fashionstream.image.ImageTensor;
import java.util.List;

/** A loaded network that labels images. Safe for use by several threads, until it is closed. */
public interface ImageClassifier extends AutoCloseable {
    /**
     * Predictions for {@code images}, in order; an image without a finite answer gets {@link Prediction.NoAnswer}.
     *
     * @throws ClassificationFailure if the network fails as a whole; each image may then be tried alone
     */
    List<Prediction> classify(List<ImageTensor> images);

    /**
     * Probabilities before calibration (the softmax of the logits), one for each class of each image, in order.
     *
     * @throws ClassificationFailure if the network fails
     */
    List<float[]> uncalibrated(List<ImageTensor> images);

    /** Frees the memory of the network; nobody may be classifying any more. */
    @Override
    void close();
}
