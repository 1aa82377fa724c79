package io.fashionstream.trainer.report;

import io.fashionstream.event.ProductClass;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.Duplicates.Pair;
import io.fashionstream.trainer.data.Duplicates.Part;
import io.fashionstream.trainer.data.Duplicates.Place;
import io.fashionstream.trainer.data.Exploration;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.report.Chart.Kind;
import io.fashionstream.trainer.report.Chart.Series;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The data set as a page to look at. */
public final class ExplorationReport {
    private static final int PAIRS_SHOWN = 20;
    private static final int HISTOGRAM_STEP = 16;

    private final Exploration exploration;
    private final LabelledImages training;

    private ExplorationReport(Exploration exploration) {
        this.exploration = exploration;
        this.training = exploration.data().training();
    }

    /** A self-contained HTML page: no script, style or image comes from elsewhere. */
    public static String render(Exploration exploration) {
        ExplorationReport report = new ExplorationReport(exploration);
        return Page.render(
                "exploration",
                Map.of(
                        "exploration", exploration,
                        "origin", OriginInWords.of(exploration.data()),
                        "categories", exploration.data().classes().list(),
                        "columns", 1 + ImageTensor.PIXELS,
                        "acrossTheSets", exploration.duplicates().acrossParts(),
                        "head", new TableHead(exploration.data().training(), 7, 7),
                        "labels", report.labels(),
                        "grayValues", report.grayValues(),
                        "duplicates",
                                String.join(" ", DuplicatesInWords.of(exploration.data(), exploration.duplicates())),
                        "pairs", report.pairs()));
    }

    private Chart labels() {
        return Chart.over(
                "Images of each class",
                training.classes().list().stream().map(ProductClass::name).toList(),
                "",
                "images",
                true,
                Stream.of(Part.values())
                        .filter(part -> part != Part.VALIDATION
                                || exploration.data().validation().isPresent())
                        .map(part -> new Series(part.toString(), Kind.BARS, counts(images(part))))
                        .toList());
    }

    private LabelledImages images(Part part) {
        return switch (part) {
            case TRAINING -> training;
            case VALIDATION -> exploration.data().validation().orElseThrow();
            case TEST -> exploration.data().test();
        };
    }

    private static List<Integer> counts(LabelledImages images) {
        return Arrays.stream(images.countByLabel()).boxed().toList();
    }

    private Chart grayValues() {
        List<String> places = IntStream.range(0, 256 / HISTOGRAM_STEP)
                .mapToObj(bin -> firstGray(bin) + "\u2013" + ((bin + 1) * HISTOGRAM_STEP - 1))
                .toList();
        List<Double> percent = IntStream.range(0, 256 / HISTOGRAM_STEP)
                .mapToObj(this::percentOfPixels)
                .toList();
        return Chart.over(
                "Share of training pixels by gray value, background left out",
                places,
                "gray value",
                "% of pixels",
                true,
                List.of(new Series("% of pixels", Kind.BARS, percent)));
    }

    private double percentOfPixels(int bin) {
        List<Long> histogram = exploration.pixels().histogram();
        long pixels = IntStream.range(firstGray(bin), (bin + 1) * HISTOGRAM_STEP)
                .mapToLong(histogram::get)
                .sum();
        return 100.0 * pixels / ((double) training.size() * ImageTensor.PIXELS);
    }

    /** 0 is the background and left out. */
    private static int firstGray(int bin) {
        return Math.max(1, bin * HISTOGRAM_STEP);
    }

    /** One image of a pair of nearly equal ones. */
    record Twin(Place place, ImageTensor image, boolean labelsDisagree, String difference) {
        public String part() {
            return place.part().toString();
        }
    }

    /** Pair by pair, those across two sets first: they matter most. */
    private List<Twin> pairs() {
        return exploration.duplicates().pairs().stream()
                .sorted(Comparator.comparing(
                        pair -> pair.first().part() == pair.second().part()))
                .limit(PAIRS_SHOWN)
                .flatMap(pair -> Stream.of(
                        twin(pair, pair.first(), ""),
                        twin(pair, pair.second(), String.format(Locale.ROOT, ", \u0394 %.1f", pair.difference()))))
                .toList();
    }

    private Twin twin(Pair pair, Place place, String difference) {
        return new Twin(place, images(place.part()).image(place.index()), pair.labelsDisagree(), difference);
    }
}
