package io.fashionstream.trainer.report;

import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.artifact.ModelManifest.Input;
import io.fashionstream.artifact.ModelManifest.Provenance;
import io.fashionstream.event.Category;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.evaluation.Calibration;
import io.fashionstream.trainer.evaluation.Predictions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A made-up training run on the sample: a network that is right about nine times in ten, and too sure. */
final class SampleRun {
    private SampleRun() {}

    static TrainingRun of(String command) {
        return of(command, Map.of());
    }

    /** With these options in its manifest. */
    static TrainingRun of(String command, Map<String, String> hyperParameters) {
        Predictions validation = predictions(Sample.training(), 1);
        Calibration calibration = Calibration.fit(validation);
        double temperature = calibration.temperature();
        ScoredImages scored = ScoredImages.of("Validation", Sample.training(), validation, temperature);
        ScoredImages test =
                ScoredImages.of("Official test set", Sample.test(), predictions(Sample.test(), 2), temperature);
        return new TrainingRun(
                manifest(command, hyperParameters, calibration, scored, test),
                epochs(60),
                List.of(
                        new LayerRow("conv2d", "Conv2D", "(28, 28, 32)", 320, 0),
                        new LayerRow("batch_normalization", "BatchNormalization", "(28, 28, 32)", 128, 64),
                        new LayerRow("dense", "Dense", "(10)", 250890, 0)),
                augmented(),
                scored,
                test,
                List.of(new Throughput("Training, 2 replicas", 987.6), new Throughput("Serving, batch 32", 5432.1)));
    }

    private static ModelManifest manifest(
            String command,
            Map<String, String> hyperParameters,
            Calibration calibration,
            ScoredImages validation,
            ScoredImages test) {
        return new ModelManifest(
                1,
                "compact-cnn",
                Instant.parse("2026-11-22T12:00:00Z"),
                Category.ALL,
                new Input(28, 28, ModelManifest.Scaling.UNIT),
                calibration.temperature(),
                calibration.uncertainBelow(),
                calibration.outOfDistribution(),
                new Provenance(
                        Map.of("train-images-idx3-ubyte", "c59f468a"),
                        42,
                        54_000,
                        6_000,
                        60,
                        hyperParameters,
                        Map.of("deeplearning4j", "1.0.0-M2.1"),
                        "2 cores",
                        command),
                validation.evaluation().measured(),
                test.evaluation().measured(),
                3.3e-7,
                null);
    }

    private static Predictions predictions(LabelledImages images, long seed) {
        Random random = new Random(seed);
        float[][] logits = new float[images.size()][10];
        for (int i = 0; i < images.size(); i++) {
            for (int k = 0; k < 10; k++) {
                logits[i][k] = (float) (random.nextGaussian() * 3);
            }
            logits[i][images.label(i)] += 8;
        }
        return new Predictions(logits, images.labels());
    }

    private static List<Epoch> epochs(int count) {
        List<Epoch> epochs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            double left = 1.0 / number;
            epochs.add(new Epoch(
                    number,
                    0.3 + left,
                    0.15 + 0.9 * left,
                    0.94 - 0.3 * left,
                    0.95 - 0.25 * left,
                    1e-3 * (1 + Math.cos(Math.PI * number / count)) / 2,
                    900 + 20 * Math.sin(number),
                    Duration.ofSeconds(58)));
        }
        return epochs;
    }

    private static List<AugmentedExample> augmented() {
        return IntStream.range(0, 3)
                .mapToObj(i -> new AugmentedExample(
                        Sample.test().image(i), variants(Sample.test().image(i))))
                .toList();
    }

    private static List<ImageTensor> variants(ImageTensor original) {
        byte[] mirrored = new byte[ImageTensor.PIXELS];
        for (int position = 0; position < ImageTensor.PIXELS; position++) {
            mirrored[position] = (byte) original.pixel(27 - position % 28, position / 28);
        }
        return IntStream.range(0, 7)
                .mapToObj(i -> i % 2 == 0 ? new ImageTensor(mirrored) : original)
                .toList();
    }
}
