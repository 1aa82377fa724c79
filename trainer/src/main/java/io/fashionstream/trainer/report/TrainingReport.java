package io.fashionstream.trainer.report;

import io.fashionstream.trainer.report.Chart.Kind;
import io.fashionstream.trainer.report.Chart.Series;
import io.fashionstream.trainer.report.ImageGrid.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The page that travels in a model's artifact as {@code report.html}. */
public final class TrainingReport {
    private final TrainingRun run;
    private final ModelBlocks model;
    private final List<ScoredImages> sets;

    private TrainingReport(TrainingRun run) {
        this.run = run;
        this.model = new ModelBlocks(run.manifest());
        this.sets = run.test() == null ? List.of(run.validation()) : List.of(run.validation(), run.test());
    }

    /** A self-contained HTML page: no script, style or image comes from elsewhere. */
    public static String render(TrainingRun run) {
        TrainingReport report = new TrainingReport(run);
        HtmlPage page = new HtmlPage("Training of " + run.manifest().network(), report.lead());
        page.section("At a glance", report.model.keyFigures(report.sets, run.throughput()));
        if (!run.epochs().isEmpty()) {
            page.section("Training and validation curves", report.curveProse(), report.curves(), report.pace());
        }
        page.section("Network", report.layers());
        if (!run.augmented().isEmpty()) {
            page.section("Augmentation", augmentationProse(), report.augmented());
        }
        report.sets.forEach(set -> page.section(set.name(), new ScoreBlocks(set).all()));
        EvaluationReport.gallery(page, report.sets.get(report.sets.size() - 1));
        return page.section("How to read its outputs", report.model.reading())
                .section("How to make it again", report.model.provenance())
                .render();
    }

    private String lead() {
        return "%s images learnt from, %s held out; epochs: %d; made %s."
                .formatted(
                        Figures.count(run.manifest().provenance().trainingImages()),
                        Figures.count(run.manifest().provenance().validationImages()),
                        run.manifest().provenance().epochs(),
                        run.manifest().createdTime());
    }

    private Block curveProse() {
        Epoch best = run.epochs().stream()
                .max(Comparator.comparingDouble(Epoch::validationAccuracy))
                .orElseThrow();
        return new Prose("Best validation accuracy of an epoch: %s, after epoch %d. The model has %s."
                .formatted(Figures.percent(best.validationAccuracy()), best.number(), outcome()));
    }

    private String outcome() {
        Map<String, String> options = run.manifest().provenance().hyperParameters();
        String averaged = options.getOrDefault("average-epochs", "0");
        if (!averaged.equals("0")) {
            return "the mean of the weights after each of the last " + averaged + " epochs";
        }
        return "the weights after "
                + (options.getOrDefault("patience", "0").equals("0") ? "the last epoch" : "that epoch");
    }

    private Block curves() {
        return Beside.of(
                chart(
                        "Loss by epoch (training: with augmentation, dropout and label smoothing)",
                        "loss",
                        false,
                        new Series("training", Kind.LINE, each(Epoch::trainingLoss), Palette.MAIN),
                        new Series("validation", Kind.LINE, each(Epoch::validationLoss), Palette.SECOND)),
                chart(
                        "Accuracy by epoch",
                        "%",
                        false,
                        new Series("training", Kind.LINE, each(e -> 100 * e.trainingAccuracy()), Palette.MAIN),
                        new Series("validation", Kind.LINE, each(e -> 100 * e.validationAccuracy()), Palette.SECOND)));
    }

    private Block pace() {
        return Beside.of(
                chart(
                        "Learning rate at the end of each epoch",
                        "learning rate",
                        true,
                        new Series("learning rate", Kind.LINE, each(Epoch::learningRate), Palette.MAIN)),
                chart(
                        "Training speed",
                        "images/s",
                        true,
                        new Series("images/s", Kind.LINE, each(Epoch::imagesPerSecond), Palette.MAIN)));
    }

    private Chart chart(String caption, String valuesName, boolean fromZero, Series... series) {
        List<String> numbers = run.epochs().stream()
                .map(epoch -> String.valueOf(epoch.number()))
                .toList();
        return Chart.over(caption, numbers, "epoch", valuesName, fromZero, List.of(series));
    }

    /** Rounded to five significant digits: more are only weight. */
    private List<Double> each(ToDoubleFunction<Epoch> figure) {
        return run.epochs().stream()
                .map(epoch -> Double.valueOf(String.format(Locale.ROOT, "%.4e", figure.applyAsDouble(epoch))))
                .toList();
    }

    private Block layers() {
        List<List<String>> rows = new ArrayList<>();
        run.layers()
                .forEach(layer -> rows.add(
                        List.of(layer.name(), layer.kind(), layer.outputShape(), Figures.count(layer.parameters()))));
        long all = run.layers().stream().mapToLong(LayerRow::parameters).sum();
        long untrained = run.layers().stream().mapToLong(LayerRow::untrained).sum();
        rows.add(List.of("total", "", "", Figures.count(all)));
        rows.add(List.of("trainable", "", "", Figures.count(all - untrained)));
        rows.add(List.of("non-trainable", "", "", Figures.count(untrained)));
        return new Table("", List.of("layer", "kind", "output shape", "parameters"), rows, 3);
    }

    private static Block augmentationProse() {
        return new Prose("Training images, each followed by variants as the network learnt from them.");
    }

    private Block augmented() {
        List<Tile> tiles = run.augmented().stream()
                .flatMap(example -> Stream.concat(
                        Stream.of(Tile.plain(example.original(), "original", "")),
                        example.variants().stream().map(variant -> Tile.plain(variant, "", ""))))
                .toList();
        return new ImageGrid(1 + run.augmented().get(0).variants().size(), tiles);
    }
}
