package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs an exported network in ONNX Runtime, as serving does. Owns native memory until closed; for one thread. */
public final class OnnxScorer implements AutoCloseable {
    /** Images in one call of the network. */
    public static final int BATCH = 128;

    private static final int CLASSES = 10;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final PixelScaling scaling;
    private final IntConsumer scored;
    private final FloatBuffer input = ByteBuffer.allocateDirect(BATCH * ImageTensor.PIXELS * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();

    /**
     * Loads a network.
     *
     * @param network bytes of the ONNX file
     * @param scaling how pixels become its input
     * @param threads that share one batch's work, at least 1
     * @throws OnnxFailure if ONNX Runtime refuses it
     */
    public OnnxScorer(byte[] network, PixelScaling scaling, int threads) {
        this(network, scaling, threads, images -> {});
    }

    /** As the other; {@code scored} hears of every batch how many images it had. */
    public OnnxScorer(byte[] network, PixelScaling scaling, int threads, IntConsumer scored) {
        require(threads >= 1, "threads must be at least 1, got %d", threads);
        this.scaling = scaling;
        this.scored = scored;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            this.session = environment.createSession(network, options);
        } catch (OrtException refused) {
            throw new OnnxFailure("refuses the exported network", refused);
        }
    }

    /** Logits of each image: {@code float[size][10]}. */
    public float[][] logits(LabelledImages images) {
        return score(images, OnnxGraph.LOGITS);
    }

    /** Calibrated probabilities of each image: {@code float[size][10]}. */
    public float[][] probabilities(LabelledImages images) {
        return score(images, OnnxGraph.PROBABILITIES);
    }

    private float[][] score(LabelledImages images, String output) {
        float[][] scores = new float[images.size()][CLASSES];
        for (int from = 0; from < images.size(); from += BATCH) {
            int count = Math.min(BATCH, images.size() - from);
            scoreBatch(images.select(IntStream.range(from, from + count).toArray()), output, scores, from);
        }
        return scores;
    }

    private void scoreBatch(LabelledImages batch, String output, float[][] scores, int from) {
        input.clear();
        for (int i = 0; i < batch.size(); i++) {
            batch.image(i).writeTo(input, scaling);
        }
        input.flip();
        long[] shape = {batch.size(), 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
                OrtSession.Result result = session.run(Map.of(OnnxGraph.IMAGES, tensor), Set.of(output))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            for (int i = 0; i < batch.size(); i++) {
                values.get(scores[from + i]);
            }
            scored.accept(batch.size());
        } catch (OrtException failed) {
            throw new OnnxFailure("cannot score " + batch.size() + " images", failed);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new OnnxFailure("cannot close the network", failed);
        }
    }
}
