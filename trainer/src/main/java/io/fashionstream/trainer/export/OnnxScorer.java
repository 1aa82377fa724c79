package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fashionstream.accuracy.Softmax;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs an exported network in ONNX Runtime, as serving does. Owns native memory until closed; for one thread. */
public final class OnnxScorer implements AutoCloseable {
    /** Images in one call of the network. */
    public static final int BATCH = 128;

    /**
     * Where the processor has no VNNI, ONNX Runtime adds products of bytes in 16 bits, which overflow. So told, it takes
     * slower instructions there, and the same elsewhere.
     */
    private static final String EXACT_INTEGERS = "session.x64quantprecision";

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
            options.addConfigEntry(EXACT_INTEGERS, "1");
            this.session = environment.createSession(network, options);
        } catch (OrtException refused) {
            throw new OnnxFailure("refuses the exported network", refused);
        }
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
            run(batch, Set.of(OnnxGraph.LOGITS), (tensor, result) -> {
                for (float[] logits : rows(result, batch.size())) {
                    probabilities.add(Softmax.of(logits));
                }
            });
        }
        return probabilities;
    }

    private static List<float[]> rows(OrtSession.Result result, int images) {
        FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        List<float[]> rows = new ArrayList<>(images);
        for (int i = 0; i < images; i++) {
            float[] row = new float[values.capacity() / images];
            values.get(row);
            rows.add(row);
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
                batch -> run(batch, computed, (input, result) -> {
                    if (inputToo) {
                        observer.observed(OnnxGraph.IMAGES, input);
                    }
                    result.forEach(output -> observer.observed(output.getKey(), (OnnxTensor) output.getValue()));
                }));
    }

    private float[][] score(LabelledImages images, String output) {
        List<float[]> scores = new ArrayList<>();
        batches(
                images,
                batch -> run(batch, Set.of(output), (input, result) -> {
                    scores.addAll(rows(result, batch.size()));
                    scored.accept(batch.size());
                }));
        return scores.toArray(float[][]::new);
    }

    private static void batches(LabelledImages images, Consumer<LabelledImages> run) {
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(from + BATCH, images.size());
            run.accept(images.select(IntStream.range(from, to).toArray()));
        }
    }

    private void run(LabelledImages batch, Set<String> outputs, BiConsumer<OnnxTensor, OrtSession.Result> use) {
        run(IntStream.range(0, batch.size()).mapToObj(batch::image).toList(), outputs, use);
    }

    private void run(List<ImageTensor> batch, Set<String> outputs, BiConsumer<OnnxTensor, OrtSession.Result> use) {
        input.clear();
        batch.forEach(image -> image.writeTo(input, scaling));
        input.flip();
        long[] shape = {batch.size(), 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
                OrtSession.Result result = session.run(Map.of(OnnxGraph.IMAGES, tensor), outputs)) {
            use.accept(tensor, result);
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
