package io.fashionstream.trainer.report;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.evaluation.Throughput;
import io.fashionstream.trainer.report.Chart.Kind;
import io.fashionstream.trainer.report.Chart.Series;
import io.fashionstream.trainer.training.Augmentation;
import io.fashionstream.trainer.training.EpochResult;
import io.fashionstream.trainer.training.Mixing;
import io.fashionstream.trainer.training.TrainingPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page that travels in a model's artifact as {@code report.html}. */
public final class TrainingReport {
    /** With the image that they were made of, a row of the page. */
    private static final int VARIANTS = 7;

    private final TrainingRun run;
    private final List<EpochResult> epochs;

    private TrainingReport(TrainingRun run) {
        this.run = run;
        this.epochs = run.history().epochs();
    }

    /** A self-contained HTML page: no script, style or image comes from elsewhere. */
    public static String render(TrainingRun run) {
        TrainingReport report = new TrainingReport(run);
        return Page.render(
                "training",
                Map.of(
                        "manifest", run.manifest(),
                        "integers", run.integers(),
                        "history", run.history(),
                        "weights", report.weights(),
                        "curves", report.curves(),
                        "layers", run.layers(),
                        "augmented", report.augmented(),
                        "mixed", !run.plan().augmentation().mixing().equals(Mixing.NONE),
                        "sets", ScoreSection.of(run.sets()),
                        "throughput", report.throughput()));
    }

    /** Which epoch's weights the model has. */
    private String weights() {
        Map<String, String> options = run.manifest().provenance().hyperParameters();
        String averaged = options.getOrDefault("average-epochs", "0");
        if (!averaged.equals("0")) {
            return "the mean of the weights after each of the last " + averaged + " epochs";
        }
        return "the weights after "
                + (options.getOrDefault("patience", "0").equals("0") ? "the last epoch" : "that epoch");
    }

    private List<Chart> curves() {
        if (epochs.isEmpty()) {
            return List.of();
        }
        return List.of(
                chart(
                        "Loss by epoch (training: with augmentation, dropout and label smoothing)",
                        "loss",
                        false,
                        new Series("training", Kind.LINE, each(EpochResult::trainingLoss)),
                        new Series("validation", Kind.LINE, each(EpochResult::validationLoss))),
                chart(
                        "Accuracy by epoch",
                        "%",
                        false,
                        new Series("training", Kind.LINE, each(epoch -> 100 * epoch.trainingAccuracy())),
                        new Series("validation", Kind.LINE, each(epoch -> 100 * epoch.validationAccuracy()))),
                chart(
                        "Learning rate at the end of each epoch",
                        "learning rate",
                        true,
                        new Series("learning rate", Kind.LINE, each(EpochResult::learningRate))),
                chart(
                        "Training speed",
                        "images/s",
                        true,
                        new Series("images/s", Kind.LINE, each(EpochResult::imagesPerSecond))));
    }

    private Chart chart(String caption, String valuesName, boolean fromZero, Series... series) {
        List<String> numbers =
                epochs.stream().map(epoch -> String.valueOf(epoch.epoch())).toList();
        return Chart.over(caption, numbers, "epoch", valuesName, fromZero, List.of(series));
    }

    /** Rounded to five significant digits: more are only weight. */
    private List<Double> each(ToDoubleFunction<EpochResult> figure) {
        return epochs.stream()
                .map(epoch -> Double.valueOf(String.format(Locale.ROOT, "%.4e", figure.applyAsDouble(epoch))))
                .toList();
    }

    /** For each class its first image, and variants of it as the network learnt from them; nothing without augmentation. */
    private List<List<ImageTensor>> augmented() {
        if (epochs.isEmpty() || run.plan().augmentation().equals(Augmentation.NONE)) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(run.plan().seed());
        return run.images().classes().categories().stream()
                .flatMapToInt(category -> IntStream.range(0, run.images().size())
                        .filter(i -> run.images().category(i).equals(category))
                        .limit(1))
                .mapToObj(i -> run.images().image(i))
                .map(image -> Stream.concat(
                                Stream.of(image),
                                Stream.generate(() -> variant(image, random)).limit(VARIANTS))
                        .toList())
                .toList();
    }

    private ImageTensor variant(ImageTensor image, SplittableRandom random) {
        byte[] variant = new byte[ImageTensor.PIXELS];
        run.plan().augmentation().apply(image.toBytes(), variant, random);
        return new ImageTensor(variant);
    }

    private List<Throughput> throughput() {
        return epochs.isEmpty() ? List.of(run.serving()) : List.of(trainingSpeed(), run.serving());
    }

    /** Median over the epochs. */
    private Throughput trainingSpeed() {
        TrainingPlan plan = run.plan();
        double[] speeds = epochs.stream()
                .mapToDouble(EpochResult::imagesPerSecond)
                .sorted()
                .toArray();
        return new Throughput(
                "Training (%s engine, %d threads, batch %d)".formatted(plan.engine(), plan.threads(), plan.batch()),
                speeds[speeds.length / 2]);
    }
}
