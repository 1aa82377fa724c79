package io.fashionstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.export.ExportedModel;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.network.NativeBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeachersOfViewsTest {
    /** Of different classes. */
    private static final LabelledImages IMAGES = Sample.training().select(new int[] {0, 1, 2});

    /** A label that weighs half, one that is mixed of two, and a smoothed one that weighs double. */
    private static final float[][] TARGETS = {
        {0, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0},
        {0.3f, 0, 0, 0, 0.7f, 0, 0, 0, 0, 0},
        {0.02f, 0.02f, 0.02f, 0.02f, 0.02f, 0.02f, 0.02f, 1.82f, 0.02f, 0.02f}
    };

    private static final double[] WEIGHTS = {0.5, 1, 2};

    private static ModelArtifact trained;
    private static ModelArtifact untrained;

    @BeforeAll
    static void read() throws IOException {
        trained = ModelArtifact.read(Path.of("..", "models", "compact-cnn")).withoutInt8();
        NativeBackend.activate();
        Model network = new CompactCnn().network(new NeuralNetConfiguration.Builder().seed(3), 10);
        ExportedModel exported = ExportedModel.of(network, 1.5, Sample.test(), PixelScaling.UNIT);
        untrained = exported.pack(SampleManifest.of(Map.of(), 1, 200, exported.parity()), "");
    }

    @ParameterizedTest
    @CsvSource({"VIEWS, 0.75, false", "MIRRORS, 0.75, true", "MIRRORS, 1, true"})
    void aTargetIsTheBatchsOwnAndTheMeanOfAllAnswersAndKeepsItsSum(
            Teachers.Asked asked, double share, boolean mirrored) {
        float[] images = scaled();
        float[] targets = new float[30];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(TARGETS[i], 0, targets, i * 10, 10);
        }

        try (var teaching = new Teachers(List.of(trained, untrained), share, asked).ofBatches()) {
            teaching.teach(images, targets);
        }

        assertThat(images).isEqualTo(scaled());
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int label = 0; label < 10; label++) {
                double own = (1 - share) * TARGETS[i][label];
                double theirs = share * WEIGHTS[i] * said(i, mirrored)[label];
                assertThat((double) targets[i * 10 + label]).isCloseTo(own + theirs, within(1e-5));
                sum += targets[i * 10 + label];
            }
            assertThat(sum).isCloseTo(WEIGHTS[i], within(1e-5));
        }
    }

    /** Mean of what both teachers say of image {@code i}, and of its mirror image, one by one. */
    private static double[] said(int i, boolean mirrored) {
        List<LabelledImages> views = mirrored ? List.of(one(i, false), one(i, true)) : List.of(one(i, false));
        double[] mean = new double[10];
        for (ModelArtifact model : List.of(trained, untrained)) {
            try (OnnxScorer scorer = new OnnxScorer(model.network(), PixelScaling.UNIT, 1)) {
                for (LabelledImages view : views) {
                    float[] said = scorer.probabilities(view)[0];
                    for (int label = 0; label < 10; label++) {
                        mean[label] += said[label] / 2 / views.size();
                    }
                }
            }
        }
        return mean;
    }

    private static LabelledImages one(int i, boolean mirrored) {
        byte[] pixels = new byte[784];
        for (int pixel = 0; pixel < 784; pixel++) {
            int x = pixel % 28;
            pixels[pixel] = (byte) IMAGES.pixel(i, pixel - x + (mirrored ? 27 - x : x));
        }
        return new LabelledImages(pixels, new byte[1]);
    }

    private static float[] scaled() {
        float[] scaled = new float[3 * 784];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = IMAGES.pixel(i / 784, i % 784) / 255f;
        }
        return scaled;
    }
}
