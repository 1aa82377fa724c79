package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.dataset.IdxFile;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.ModelHealth.Drift.Verdict;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.InputMeasures;
import io.fashionstream.stream.classify.InputBuffers;
import io.fashionstream.stream.classify.OnnxClassifier;
import io.fashionstream.stream.classify.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How often drift of inputs is seen in windows of the real test images, as they are and changed: false alarms and
 * detections. With {@code -Ddrift.data=/usr/share/datasets/fashion-mnist}, and with {@code -Ddrift.other=FILE} on the images
 * of another IDX file too.
 */
final class InputDriftRates {
    private static final int WINDOWS = 2_000;
    private static final int[] SIZES = {200, 500, 1_000, 3_000};
    private static final List<InputMeasure> MEASURES = List.of(InputMeasure.values());
    private static final int SIDE = ImageTensor.SIDE_PIXELS;

    @Test
    @EnabledIfSystemProperty(named = "drift.data", matches = ".+")
    void windowsOfRealImages() throws IOException {
        Path data = Path.of(Objects.requireNonNull(System.getProperty("drift.data")));
        ModelArtifact model = ModelArtifact.read(Path.of("..", "models", "compact-cnn"));
        byte[] test =
                IdxFile.readImages(data.resolve("t10k-images-idx3-ubyte.gz")).values();
        for (Precision precision : Precision.values()) {
            try (OnnxClassifier classifier = new OnnxClassifier(model, precision, 2, new InputBuffers(64))) {
                Rates rates = new Rates(
                        classifier, Objects.requireNonNull(model.manifest().inputs()));
                double falseAlarms = rates.print(precision + ", as they are", test, UnaryOperator.identity());
                rates.print(precision + ", inverted", test, each -> mapped(each, level -> 255 - level));
                rates.print(precision + ", 1.25 times as bright", test, each -> mapped(each, level -> level * 5 / 4));
                rates.print(precision + ", 0.9 times as bright", test, each -> mapped(each, level -> level * 9 / 10));
                rates.print(precision + ", blurred 3 x 3", test, InputDriftRates::blurred);
                rates.print(precision + ", one pixel to the right", test, InputDriftRates::shifted);
                String other = System.getProperty("drift.other");
                if (other != null) {
                    byte[] others = IdxFile.readImages(Path.of(other)).values();
                    rates.print(precision + ", other images", others, UnaryOperator.identity());
                }
                assertThat(falseAlarms).isLessThan(0.05);
            }
        }
    }

    private record Rates(OnnxClassifier classifier, InputReference reference) {
        /** Prints shares of windows with a verdict; returns that of the largest windows by any measure. */
        double print(String name, byte[] pixels, UnaryOperator<byte[]> change) {
            List<InputBins> bins = bins(pixels, change);
            double last = 0;
            for (int size : SIZES) {
                Random random = new Random(size);
                int[] seen = new int[MEASURES.size() + 2];
                for (int window = 0; window < WINDOWS; window++) {
                    OutcomeCounts counts = new OutcomeCounts();
                    for (int label = 0; label < size; label++) {
                        counts.addInputs(bins.get(random.nextInt(bins.size())));
                    }
                    note(counts, seen);
                }
                StringBuilder line = new StringBuilder("%-28s %,6d labels".formatted(name, size));
                for (InputMeasure measure : MEASURES) {
                    line.append("  %s %s".formatted(measure.wireName(), share(seen[MEASURES.indexOf(measure)])));
                }
                last = (double) seen[seen.length - 2] / WINDOWS;
                System.out.println(line + "  any " + share(seen[seen.length - 2]) + "  index alone "
                        + share(seen[seen.length - 1]));
            }
            return last;
        }

        private void note(OutcomeCounts counts, int[] seen) {
            boolean any = false;
            boolean indexAlone = false;
            for (InputMeasure measure : MEASURES) {
                var drift = InputDriftFigures.of(
                        measure, reference.histogram(measure).images(), counts.inputs(measure));
                boolean alarm = drift.verdict() == Verdict.MODERATE || drift.verdict() == Verdict.LARGE;
                seen[MEASURES.indexOf(measure)] += alarm ? 1 : 0;
                any |= alarm;
                indexAlone |= Objects.requireNonNull(drift.populationStabilityIndex()) >= DriftFigures.MODERATE_FROM;
            }
            seen[seen.length - 2] += any ? 1 : 0;
            seen[seen.length - 1] += indexAlone ? 1 : 0;
        }

        private List<InputBins> bins(byte[] pixels, UnaryOperator<byte[]> change) {
            List<InputBins> bins = new ArrayList<>();
            for (int at = 0; at < pixels.length; at += ImageTensor.PIXELS) {
                ImageTensor image =
                        new ImageTensor(change.apply(Arrays.copyOfRange(pixels, at, at + ImageTensor.PIXELS)));
                Prediction.Answer answer =
                        (Prediction.Answer) classifier.classify(List.of(image)).get(0);
                InputMeasures measures = InputMeasures.of(image);
                bins.add(reference.bins(measures.brightness(), measures.ink(), measures.edges(), answer.energy()));
            }
            return bins;
        }

        private static String share(int windows) {
            return String.format(Locale.ROOT, "%.2f %%", 100.0 * windows / WINDOWS);
        }
    }

    private interface Level {
        int of(int level);
    }

    private static byte[] mapped(byte[] image, Level change) {
        byte[] mapped = new byte[image.length];
        for (int i = 0; i < image.length; i++) {
            mapped[i] = (byte) Math.min(255, change.of(Byte.toUnsignedInt(image[i])));
        }
        return mapped;
    }

    private static byte[] blurred(byte[] image) {
        byte[] blurred = new byte[image.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int sum = 0;
                for (int near = 0; near < 9; near++) {
                    int nearY = Math.min(SIDE - 1, Math.max(0, y + near / 3 - 1));
                    int nearX = Math.min(SIDE - 1, Math.max(0, x + near % 3 - 1));
                    sum += Byte.toUnsignedInt(image[nearY * SIDE + nearX]);
                }
                blurred[y * SIDE + x] = (byte) (sum / 9);
            }
        }
        return blurred;
    }

    private static byte[] shifted(byte[] image) {
        byte[] shifted = new byte[image.length];
        for (int y = 0; y < SIDE; y++) {
            System.arraycopy(image, y * SIDE, shifted, y * SIDE + 1, SIDE - 1);
        }
        return shifted;
    }
}
