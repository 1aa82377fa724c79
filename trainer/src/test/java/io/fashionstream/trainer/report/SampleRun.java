package io.fashionstream.trainer.report;

import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelManifest.Input;
import io.fashionstream.event.Precision;
import io.fashionstream.event.Provenance;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.evaluation.Calibration;
import io.fashionstream.trainer.evaluation.ComparedModel;
import io.fashionstream.trainer.evaluation.Comparison;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.SpeedRatio;
import io.fashionstream.trainer.evaluation.Throughput;
import io.fashionstream.trainer.network.LayerTable;
import io.fashionstream.trainer.training.EpochResult;
import io.fashionstream.trainer.training.TrainingHistory;
import io.fashionstream.trainer.training.TrainingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up training run on the sample: a network that is right about nine times in ten, and too sure. */
final class SampleRun {
    private SampleRun() {}

    static TrainingRun of(String command) {
        return of(command, Map.of(), TrainingPlan.DEFAULT, 60);
    }

    /** With these options in its manifest, and so many epochs. */
    static TrainingRun of(String command, Map<String, String> hyperParameters, TrainingPlan plan, int epochs) {
        Predictions validation = predictions(Sample.training(), 1);
        Calibration calibration = Calibration.fit(validation);
        double temperature = calibration.temperature();
        ScoredImages scored = ScoredImages.of("Validation", Sample.training(), validation, temperature);
        ScoredImages test = ScoredImages.of("Test set", Sample.test(), predictions(Sample.test(), 2), temperature)
                .explained(SampleRun::byInk);
        return new TrainingRun(
                manifest(command, hyperParameters, calibration, scored, test),
                plan,
                epochs(epochs),
                new LayerTable(
                        "compact-cnn",
                        List.of(
                                new LayerTable.Row("conv2d", "Conv2D", List.of(28L, 28L, 32L), 320, 0),
                                new LayerTable.Row(
                                        "batch_normalization", "BatchNormalization", List.of(28L, 28L, 32L), 128, 64),
                                new LayerTable.Row("dense", "Dense", List.of(10L), 250890, 0))),
                Sample.training(),
                List.of(scored, test),
                new Throughput("Serving, batch 32", 5432.1),
                "0.9011 of 6,000 validation images right in 8-bit integers, 0.9012 in floats: the model has both networks");
    }

    /** Two such networks on the sample's test images. */
    static ComparisonRun comparison() {
        ScoredImages a = ScoredImages.of("Model A", Sample.test(), predictions(Sample.test(), 2), 1.2);
        ScoredImages b = ScoredImages.of("Model B", Sample.test(), predictions(Sample.test(), 3), 1.1);
        return new ComparisonRun(
                new ComparedModel(
                        "4f2c9a",
                        "compact-cnn",
                        Precision.FP32,
                        4_000_000,
                        Map.of(Precision.FP32, 1_060_000L),
                        263_000),
                new ComparedModel(
                        "8d01be",
                        "document-cnn",
                        Precision.FP32,
                        2_000_000,
                        Map.of(Precision.FP32, 500_000L, Precision.INT8, 130_000L),
                        121_000),
                "the test set",
                Comparison.of(a, b),
                List.of(new SpeedRatio(Precision.FP32, 6_812, 9_120, 1.34, 1.28, 1.41, 7)),
                "2 threads, batches of 128 images");
    }

    /** A network that takes everything for class 0, the more ink there is. */
    private static List<float[]> byInk(List<ImageTensor> images) {
        return images.stream()
                .map(image -> {
                    float[] probabilities = new float[10];
                    float ink = 0;
                    for (byte pixel : image.toBytes()) {
                        ink += Byte.toUnsignedInt(pixel) / 255f / ImageTensor.PIXELS;
                    }
                    Arrays.fill(probabilities, (1 - ink) / 9);
                    probabilities[0] = ink;
                    return probabilities;
                })
                .toList();
    }

    private static ModelManifest manifest(
            String command,
            Map<String, String> hyperParameters,
            Calibration calibration,
            ScoredImages validation,
            ScoredImages test) {
        return new ModelManifest(
                1,
                new ModelManifest.Signature(
                        "compact-cnn",
                        Instant.parse("2026-11-22T12:00:00Z"),
                        Classes.FASHION_MNIST,
                        new Input(28, 28, ModelManifest.Scaling.UNIT)),
                new ModelManifest.Decision(
                        calibration.temperature(), calibration.uncertainBelow(), calibration.outOfDistribution()),
                new Provenance(
                        Map.of("train-images-idx3-ubyte", "c59f468a"),
                        42,
                        54_000,
                        6_000,
                        60,
                        hyperParameters,
                        Map.of("deeplearning4j", "1.0.0-M2.1"),
                        "2 cores",
                        command,
                        null),
                new ModelManifest.Quality(
                        validation.evaluation().measured(), test.evaluation().measured(), 3.3e-7),
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
        return new Predictions(logits, images.labels(), Classes.FASHION_MNIST);
    }

    private static TrainingHistory epochs(int count) {
        List<EpochResult> epochs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            double left = 1.0 / number;
            epochs.add(new EpochResult(
                    number,
                    0.3 + left,
                    0.94 - 0.3 * left,
                    0.15 + 0.9 * left,
                    0.95 - 0.25 * left,
                    1e-3 * (1 + Math.cos(Math.PI * number / count)) / 2,
                    900 + 20 * Math.sin(number),
                    58));
        }
        return new TrainingHistory(epochs);
    }
}
