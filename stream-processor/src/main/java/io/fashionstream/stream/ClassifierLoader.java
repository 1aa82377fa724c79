package io.fashionstream.stream;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.stream.classify.ImageClassifier;

/** Turns a released artifact into a classifier; ONNX Runtime does, unless a program puts something else in its place. */
@FunctionalInterface
public interface ClassifierLoader {
    ImageClassifier load(ModelArtifact artifact);
}
