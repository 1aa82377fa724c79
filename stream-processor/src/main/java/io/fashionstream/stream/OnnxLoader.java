package io.fashionstream.stream;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.classify.ImageClassifier;
import io.fashionstream.stream.classify.InputBuffers;
import io.fashionstream.stream.classify.OnnxClassifier;
import io.fashionstream.stream.classify.PatientClassifier;
import io.fashionstream.stream.settings.ProcessorSettings;

/** Loads the networks of artifacts into ONNX Runtime. Safe for use by several threads. */
final class OnnxLoader implements ClassifierLoader {
    private final int threads;
    private final InputBuffers buffers;

    OnnxLoader(ProcessorSettings settings) {
        this.threads = settings.onnx().threads();
        this.buffers = new InputBuffers(settings.batchLimits().maxImages());
    }

    @Override
    public ImageClassifier load(ModelArtifact artifact, Precision precision) {
        return new PatientClassifier(new OnnxClassifier(artifact, precision, threads, buffers));
    }
}
