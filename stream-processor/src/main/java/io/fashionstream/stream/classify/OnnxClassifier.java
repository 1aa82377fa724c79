package io.fashionstream.stream.classify;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fashionstream.accuracy.Softmax;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The exported network under ONNX Runtime: input {@code images} is {@code float[n, 1, 28, 28]}, outputs {@code logits}
 * and {@code probabilities} are {@code float[n, classes]}, the latter calibrated. Its native memory is freed by
 * {@link #close}.
 */
public final class OnnxClassifier implements ImageClassifier {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final ModelManifest manifest;
    private final InputBuffers buffers;
    private final float[] levels;
    private final OrtSession session;

    /**
     * Loads a network.
     *
     * @param network the ONNX file
     * @param threads that share one batch; with 1 the calling thread does all the work
     * @throws ClassificationFailure if it cannot be loaded, or has other inputs and outputs
     */
    public OnnxClassifier(byte[] network, ModelManifest manifest, int threads, InputBuffers buffers) {
        this.manifest = manifest;
        this.buffers = buffers;
        this.levels = new PixelScaling(manifest.input().scaling()).levels();
        this.session = OnnxNetwork.load(environment, network, manifest.classes().size(), threads);
    }

    /** Loads the network of {@code precision} that {@code artifact} holds, as the other constructor does. */
    public OnnxClassifier(ModelArtifact artifact, Precision precision, int threads, InputBuffers buffers) {
        this(artifact.network(precision), artifact.manifest().servedWith(precision), threads, buffers);
    }

    @Override
    public List<Prediction> classify(List<ImageTensor> images) {
        List<Prediction> predictions = new ArrayList<>(images.size());
        run(images, (logits, probabilities) -> predictions.add(Prediction.of(logits, probabilities, manifest)));
        return predictions;
    }

    @Override
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        List<float[]> softmaxes = new ArrayList<>(images.size());
        run(images, (logits, probabilities) -> softmaxes.add(Softmax.of(logits)));
        return softmaxes;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ClassificationFailure("the network's memory cannot be freed", e);
        }
    }

    /** Takes the logits and the probabilities of one image, one for each class; both arrays are used again for the next. */
    private interface Answers {
        void accept(float[] logits, float[] probabilities);
    }

    private void run(List<ImageTensor> images, Answers answers) {
        for (int from = 0; from < images.size(); from += buffers.maxImages()) {
            runAtOnce(images.subList(from, Math.min(images.size(), from + buffers.maxImages())), answers);
        }
    }

    private void runAtOnce(List<ImageTensor> images, Answers answers) {
        long[] shape = {images.size(), 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, filled(images), shape);
                OrtSession.Result result = session.run(Map.of(OnnxNetwork.IMAGES, input))) {
            FloatBuffer logits = output(result, OnnxNetwork.LOGITS);
            FloatBuffer probabilities = output(result, OnnxNetwork.PROBABILITIES);
            float[] logitsOfOne = new float[manifest.classes().size()];
            float[] probabilitiesOfOne = new float[manifest.classes().size()];
            for (int i = 0; i < images.size(); i++) {
                logits.get(logitsOfOne);
                probabilities.get(probabilitiesOfOne);
                answers.accept(logitsOfOne, probabilitiesOfOne);
            }
        } catch (OrtException e) {
            throw new ClassificationFailure("the network failed on a batch of " + images.size(), e);
        }
    }

    private FloatBuffer filled(List<ImageTensor> images) {
        FloatBuffer buffer = buffers.ofThisThread();
        for (ImageTensor image : images) {
            image.writeTo(buffer, levels);
        }
        return buffer.flip();
    }

    private static FloatBuffer output(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    }
}
