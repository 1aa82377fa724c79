package io.fashionstream.stream;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.classify.ImageClassifier;

/** Turns a released artifact into a classifier; ONNX Runtime does, unless a program puts something else in its place. */
@FunctionalInterface
public interface ClassifierLoader {
    /**
     * A classifier that answers as the network of {@code precision} does, which the artifact holds.
     *
     * @param precision {@code FP32}; {@code INT8} too, unless the setting {@code onnx.precision} is {@code fp32}
     * @throws RuntimeException if there is none; the message says why
     */
    ImageClassifier load(ModelArtifact artifact, Precision precision);
}
