package io.fashionstream.trainer.report;

import io.fashionstream.event.Category;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.Duplicates;
import io.fashionstream.trainer.data.Duplicates.Pair;
import io.fashionstream.trainer.data.Duplicates.Part;
import io.fashionstream.trainer.data.Duplicates.Place;
import io.fashionstream.trainer.data.Exploration;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.PixelStatistics;
import io.fashionstream.trainer.report.Chart.Series;
import io.fashionstream.trainer.report.ImageGrid.Tile;
import io.fashionstream.trainer.report.KeyFigures.Figure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The data set as a page to look at. */
public final class ExplorationReport {
    private static final int PAIRS_SHOWN = 20;
    private static final int HISTOGRAM_STEP = 16;

    private final Exploration exploration;
    private final LabelledImages training;
    private final LabelledImages test;

    private ExplorationReport(Exploration exploration) {
        this.exploration = exploration;
        this.training = exploration.data().training();
        this.test = exploration.data().test();
    }

    /** A self-contained HTML page: no script, style or image comes from elsewhere. */
    public static String render(Exploration exploration) {
        ExplorationReport report = new ExplorationReport(exploration);
        return new HtmlPage("The data set", report.lead())
                .section("At a glance", report.keyFigures(), report.files())
                .section("Head of the table", report.head())
                .section("Random images", report.randomImages())
                .section("Distribution of labels", new Prose(exploration.balanceRemark()), report.labelChart())
                .section("Mean image of each class", report.meanImages())
                .section("Gray values", report.pixelProse(), report.pixelChart())
                .section("Duplicates", report.duplicateProse(), report.duplicates())
                .render();
    }

    private String lead() {
        String origin = exploration.data().isPublished()
                ? "Fashion-MNIST as published by Zalando Research: every file has the published checksum."
                : "Not the published Fashion-MNIST: at least one file differs.";
        return "%s Read from %s.".formatted(origin, exploration.data().folder());
    }

    private Block keyFigures() {
        Duplicates duplicates = exploration.duplicates();
        return new KeyFigures(List.of(
                new Figure("training set", shape(training), "images, columns (label and pixels)"),
                new Figure("test set", shape(test), "images, columns (label and pixels)"),
                new Figure(
                        "classes",
                        String.valueOf(Category.ALL.size()),
                        exploration.isBalanced() ? "balanced" : "not balanced"),
                new Figure("an image", "28 \u00d7 28", "8-bit gray, 0 is background"),
                new Figure(
                        "pairs across the sets",
                        String.valueOf(duplicates.count(Part.TRAINING, Part.TEST)),
                        "nearly equal images")));
    }

    private static String shape(LabelledImages images) {
        return String.format(Locale.ROOT, "%,d \u00d7 %d", images.size(), 1 + ImageTensor.PIXELS);
    }

    private Block files() {
        List<List<String>> rows = exploration.data().sha256().entrySet().stream()
                .map(file -> List.of(file.getKey(), file.getValue()))
                .sorted((a, b) -> a.get(0).compareTo(b.get(0)))
                .toList();
        return new Table("", List.of("File", "SHA-256 of the uncompressed content"), rows, 0);
    }

    private Block head() {
        TableHead head = new TableHead(training, 7, 7);
        return () -> "<div class=\"compact\">%s</div>%s"
                .formatted(new Table("", head.header(), head.rows(), 0).html(), new Prose(head.remark()).html());
    }

    private Block randomImages() {
        return new ImageGrid(
                4,
                exploration.randomImages().stream()
                        .map(i -> Tile.plain(
                                training.image(i), training.category(i).displayName(), "training image " + i))
                        .toList());
    }

    private Block labelChart() {
        return Chart.over(
                "Images of each class",
                Category.ALL.stream().map(Category::displayName).toList(),
                "",
                "images",
                true,
                List.of(
                        new Series("training", Chart.Kind.BARS, counts(training), Palette.MAIN),
                        new Series("test", Chart.Kind.BARS, counts(test), Palette.SECOND)));
    }

    private static List<Integer> counts(LabelledImages images) {
        return Arrays.stream(images.countByLabel()).boxed().toList();
    }

    private Block meanImages() {
        List<ImageTensor> means = exploration.pixels().meanImages();
        return new ImageGrid(
                5,
                Category.ALL.stream()
                        .map(category -> Tile.plain(means.get(category.label()), category.displayName(), ""))
                        .toList());
    }

    private Block pixelProse() {
        PixelStatistics pixels = exploration.pixels();
        return new Prose(String.format(
                Locale.ROOT,
                "Scaled to [0, 1], the training set's pixels have mean %.4f and standard deviation %.4f; %.1f %% of them"
                        + " are 0, the background, which the chart leaves out.",
                pixels.mean(),
                pixels.deviation(),
                100 * pixels.shareOfBackground()));
    }

    private Block pixelChart() {
        List<Long> histogram = exploration.pixels().histogram();
        double pixels = (double) training.size() * ImageTensor.PIXELS;
        List<Double> shares = IntStream.range(0, 256 / HISTOGRAM_STEP)
                .mapToObj(bin -> IntStream.range(Math.max(1, bin * HISTOGRAM_STEP), (bin + 1) * HISTOGRAM_STEP)
                                .mapToLong(histogram::get)
                                .sum()
                        * 100
                        / pixels)
                .toList();
        List<String> places = IntStream.range(0, 256 / HISTOGRAM_STEP)
                .mapToObj(bin -> Math.max(1, bin * HISTOGRAM_STEP) + "\u2013" + ((bin + 1) * HISTOGRAM_STEP - 1))
                .toList();
        return Chart.over(
                "Share of training pixels by gray value, background left out",
                places,
                "gray value",
                "% of pixels",
                true,
                List.of(new Series("% of pixels", Chart.Kind.BARS, shares, Palette.MAIN)));
    }

    private Block duplicateProse() {
        return new Prose(String.join(" ", DuplicatesInWords.of(exploration.duplicates())));
    }

    /** Pair by pair, those across the two sets first: they matter most. */
    private Block duplicates() {
        List<Tile> tiles = exploration.duplicates().pairs().stream()
                .sorted(Comparator.comparing(
                        pair -> pair.first().part() == pair.second().part()))
                .limit(PAIRS_SHOWN)
                .flatMap(pair -> Stream.of(
                        tile(pair, pair.first(), ""),
                        tile(pair, pair.second(), String.format(Locale.ROOT, ", \u0394 %.1f", pair.difference()))))
                .toList();
        return new ImageGrid(8, tiles);
    }

    private Tile tile(Pair pair, Place place, String difference) {
        LabelledImages images = place.part() == Part.TRAINING ? training : test;
        return new Tile(
                images.image(place.index()),
                place.category().displayName(),
                place.part().name().toLowerCase(Locale.ROOT) + " " + place.index() + difference,
                pair.labelsDisagree() ? ImageGrid.Mark.WRONG : ImageGrid.Mark.PLAIN);
    }
}
