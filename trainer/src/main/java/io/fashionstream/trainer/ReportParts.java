package io.fashionstream.trainer;

import io.fashionstream.event.Category;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.report.AugmentedExample;
import io.fashionstream.trainer.report.Epoch;
import io.fashionstream.trainer.report.LayerRow;
import io.fashionstream.trainer.report.Throughput;
import io.fashionstream.trainer.training.Augmentation;
import io.fashionstream.trainer.training.TrainingHistory;
import io.fashionstream.trainer.training.TrainingPlan;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells the report, in its own terms, what network was trained and how. */
record ReportParts(NetworkDesign design, TrainingPlan plan) {
    private static final int VARIANTS = 7;

    static List<Epoch> epochs(TrainingHistory history) {
        return history.epochs().stream()
                .map(epoch -> new Epoch(
                        epoch.epoch(),
                        epoch.trainingLoss(),
                        epoch.validationLoss(),
                        epoch.trainingAccuracy(),
                        epoch.validationAccuracy(),
                        epoch.learningRate(),
                        epoch.imagesPerSecond(),
                        Duration.ofMillis(Math.round(epoch.seconds() * 1000))))
                .toList();
    }

    List<LayerRow> layers() {
        return design.layerTable().rows().stream()
                .map(row -> new LayerRow(
                        row.layer(),
                        row.kind(),
                        row.outputShape().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")),
                        row.parameters(),
                        row.untrained()))
                .toList();
    }

    /** The first image of each class, and what augmentation makes of it; empty without augmentation. */
    List<AugmentedExample> augmented(LabelledImages images) {
        if (plan.augmentation().equals(Augmentation.NONE)) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(plan.seed());
        return Category.ALL.stream()
                .flatMapToInt(category -> IntStream.range(0, images.size())
                        .filter(i -> images.category(i) == category)
                        .limit(1))
                .mapToObj(images::image)
                .map(image -> new AugmentedExample(image, variants(image, random)))
                .toList();
    }

    /** Median over the epochs. */
    Throughput trainingSpeed(TrainingHistory history) {
        double[] speeds = history.epochs().stream()
                .mapToDouble(epoch -> epoch.imagesPerSecond())
                .sorted()
                .toArray();
        return new Throughput(
                "Training (%s engine, %d threads, batch %d)".formatted(plan.engine(), plan.threads(), plan.batch()),
                speeds.length == 0 ? 0 : speeds[speeds.length / 2]);
    }

    private List<ImageTensor> variants(ImageTensor image, SplittableRandom random) {
        return IntStream.range(0, VARIANTS)
                .mapToObj(i -> {
                    byte[] variant = new byte[ImageTensor.PIXELS];
                    plan.augmentation().apply(image.toBytes(), variant, random);
                    return new ImageTensor(variant);
                })
                .toList();
    }
}
