package io.fashionstream.stream.model;

import io.fashionstream.image.ImageTensor;
import java.util.List;

/** A loaded model, as its verification and its slot see it. */
public interface ServingModel extends AutoCloseable {
    /** Lower-case hex SHA-256 of its artifact. */
    String modelId();

    /** Probabilities before calibration, ten for each image, in order; any number of images. */
    List<float[]> uncalibrated(List<ImageTensor> images);

    /** Frees its memory; called once, when nobody uses it any more. */
    @Override
    void close();
}
