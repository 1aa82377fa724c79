package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

import ai.onnxruntime.OnnxTensor;
import io.fashionstream.accuracy.Softmax;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs an exported network in ONNX Runtime, with sums of integers that are exact on every machine. Owns native memory until closed; for one thread. */
public final class OnnxScorer implements AutoCloseable {
    /** Images in one call of the network. */
    public static final int BATCH = 128;

    private final OnnxSession session;
    private final float[] levels;
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
        this(network, scaling, threads, scored, OnnxSession.ByteSums.EXACT);
    }

    private OnnxScorer(
            byte[] network, PixelScaling scaling, int threads, IntConsumer scored, OnnxSession.ByteSums sums) {
        require(threads >= 1, "threads must be at least 1, got %d", threads);
        levels = scaling.levels();
        this.scored = scored;
        session = new OnnxSession("the exported network", network, threads, sums);
    }

    /**
     * As the others, but as fast as serving: a network of integers may answer wrongly on machines that let sums of bytes
     * overflow.
     */
    public static OnnxScorer asFastAsServing(byte[] network, PixelScaling scaling, int threads, IntConsumer scored) {
        return new OnnxScorer(network, scaling, threads, scored, OnnxSession.ByteSums.FAST);
    }

    /** Logits of each image: {@code float[size][classes of the network]}. */
    public float[][] logits(LabelledImages images) {
        return score(images, OnnxGraph.LOGITS);
    }

    /** Calibrated probabilities of each image: {@code float[size][classes of the network]}. */
    public float[][] probabilities(LabelledImages images) {
        return score(images, OnnxGraph.PROBABILITIES);
    }

    /** Probabilities before calibration of each of {@code images}; nobody hears of these. */
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        List<float[]> probabilities = new ArrayList<>(images.size());
        for (int from = 0; from < images.size(); from += BATCH) {
            List<ImageTensor> batch = images.subList(from, Math.min(images.size(), from + BATCH));
            for (float[] logits : rows(batch, OnnxGraph.LOGITS)) {
                probabilities.add(Softmax.of(logits));
            }
        }
        return probabilities;
    }

    private List<float[]> rows(List<ImageTensor> batch, String output) {
        float[] values = session.values(input(batch), output);
        int classes = values.length / batch.size();
        List<float[]> rows = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            rows.add(Arrays.copyOfRange(values, i * classes, (i + 1) * classes));
        }
        return rows;
    }

    /** Hears of outputs. */
    interface Observer {
        /** The values are there during the call only. */
        void observed(String output, OnnxTensor values);
    }

    /** Runs all images, and lets {@code observer} see {@code outputs} of each batch; the input may be among them. */
    void observe(LabelledImages images, List<String> outputs, Observer observer) {
        Set<String> computed = new LinkedHashSet<>(outputs);
        boolean inputToo = computed.remove(OnnxGraph.IMAGES);
        batches(
                images,
                batch -> session.run(input(batch), computed, (tensor, result) -> {
                    if (inputToo) {
                        observer.observed(OnnxGraph.IMAGES, tensor);
                    }
                    result.forEach(output -> observer.observed(output.getKey(), (OnnxTensor) output.getValue()));
                }));
    }

    private float[][] score(LabelledImages images, String output) {
        List<float[]> scores = new ArrayList<>();
        batches(images, batch -> {
            scores.addAll(rows(batch, output));
            scored.accept(batch.size());
        });
        return scores.toArray(float[][]::new);
    }

    private static void batches(LabelledImages images, Consumer<List<ImageTensor>> run) {
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(from + BATCH, images.size());
            run.accept(IntStream.range(from, to).mapToObj(images::image).toList());
        }
    }

    private FloatBuffer input(List<ImageTensor> batch) {
        input.clear();
        batch.forEach(image -> image.writeTo(input, levels));
        return input.flip();
    }

    @Override
    public void close() {
        session.close();
    }
}
