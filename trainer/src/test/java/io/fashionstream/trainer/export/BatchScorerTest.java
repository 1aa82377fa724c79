package io.fashionstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.event.QuantisedNetwork.CalibrationImages;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.SampleManifest;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

class BatchScorerTest {
    private static final LabelledImages IMAGES = RandomNetworks.noise(40);
    private static final Model FLOATS = network(0);
    private static final Model INTEGERS = network(0.5);
    private static final ModelArtifact MODEL = model();

    @Test
    void aNetworkOfIntegersThatAnswersTheCanariesIsAsked() {
        ModelArtifact model = withIntegers(answers(INTEGERS));

        assertIsAsked(Precision.INT8, INTEGERS, model);
    }

    @Test
    void aNetworkOfIntegersThatAnswersOneCanaryOtherwiseIsNotAsked() {
        List<float[]> answers = answers(INTEGERS);
        float[] last = answers.get(answers.size() - 1);
        last[0] += 0.02f;
        last[1] -= 0.02f;

        assertIsAsked(Precision.FP32, FLOATS, withIntegers(answers));
    }

    @Test
    void aModelOfFloatsAloneIsAskedInFloats() {
        assertIsAsked(Precision.FP32, FLOATS, MODEL);
    }

    @Test
    void threadsThatAskAtOnceGetTheirOwnAnswers() throws Exception {
        try (BatchScorer scorer = BatchScorer.of(MODEL)) {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<float[]> batches = new ArrayList<>();
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                float[] batch = scaled(i % IMAGES.size(), 1 + i % 5);
                batches.add(batch);
                answers.add(threads.submit(() -> scorer.probabilities(batch)));
            }
            threads.shutdown();

            for (int i = 0; i < batches.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(scorer.probabilities(batches.get(i)));
            }
        }
    }

    private static void assertIsAsked(Precision precision, Model expected, ModelArtifact model) {
        try (BatchScorer scorer = BatchScorer.of(model);
                OnnxScorer alone = new OnnxScorer(OnnxExport.export(expected, 1.5), PixelScaling.UNIT, 1)) {
            float[] answers = scorer.probabilities(scaled(0, IMAGES.size()));
            float[][] known = alone.probabilities(IMAGES);

            assertThat(scorer.precision()).isEqualTo(precision);
            assertThat(answers).hasSize(40 * 10);
            for (int i = 0; i < known.length; i++) {
                assertThat(Arrays.copyOfRange(answers, i * 10, i * 10 + 10)).containsExactly(known[i], within(1e-5f));
            }
        }
    }

    /** So many images, from one of them on and around. */
    private static float[] scaled(int from, int images) {
        float[] scaled = new float[images * 784];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = IMAGES.pixel((from + i / 784) % IMAGES.size(), i % 784) / 255f;
        }
        return scaled;
    }

    private static Model network(double bias) {
        Model network = RandomNetworks.of(
                1,
                new DenseLayer.Builder().nOut(16).activation(Activation.RELU).build(),
                new OutputLayer.Builder()
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build());
        network.getParam("1_b").putScalar(3, bias);
        return network;
    }

    private static ModelArtifact model() {
        ExportedModel exported = ExportedModel.of(FLOATS, 1.5, IMAGES, PixelScaling.UNIT);
        return exported.pack(SampleManifest.of(Map.of(), 1, 40, exported.parity()), "");
    }

    /** As the network of integers, one that answers otherwise than that of floats. */
    private static ModelArtifact withIntegers(List<float[]> answers) {
        ModelManifest manifest = MODEL.manifest();
        QuantisedNetwork known = new QuantisedNetwork(
                "none",
                new CalibrationImages(1, 1, "none"),
                manifest.decision(Precision.FP32),
                manifest.validation(),
                null,
                0.1);
        return MODEL.withInt8(known, OnnxExport.export(INTEGERS, 1.5), answers);
    }

    private static List<float[]> answers(Model network) {
        try (OnnxScorer scorer = new OnnxScorer(OnnxExport.export(network, 1), PixelScaling.UNIT, 1)) {
            List<float[]> answers = new ArrayList<>();
            for (Canary canary : MODEL.canaries()) {
                LabelledImages image = new LabelledImages(canary.pixels(), new byte[1]);
                answers.add(Softmax.of(scorer.logits(image)[0]));
            }
            return answers;
        }
    }
}
