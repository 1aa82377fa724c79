package io.fashionstream.trainer.report;

import io.fashionstream.event.ProductClass;
import io.fashionstream.trainer.evaluation.Comparison;
import io.fashionstream.trainer.evaluation.Comparison.ClassDifference;
import io.fashionstream.trainer.evaluation.Difference;
import io.fashionstream.trainer.evaluation.Reliability;
import io.fashionstream.trainer.evaluation.Reliability.Bin;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.report.Chart.Kind;
import io.fashionstream.trainer.report.Chart.Series;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a page shows of a comparison. */
record ComparisonSection(Comparison comparison) {
    private static final int SHOWN = 60;
    private static final int SHOWN_OF_A_CELL = 12;

    /** A part of the gallery: some of so many images. */
    record Group(int count, List<Disagreement> shown) {}

    /**
     * One figure of all classes.
     *
     * @param widest the largest number that an interval reaches to, in either direction
     */
    record Figure(String name, List<Line> lines, double widest) {
        static Figure of(String name, Comparison comparison, Function<ClassDifference, Difference> figure) {
            List<Line> lines = comparison.perClass().stream()
                    .map(each -> new Line(each.productClass(), each.outcomes().images(), figure.apply(each)))
                    .toList();
            double widest = lines.stream()
                    .mapToDouble(line ->
                            Math.max(-line.difference().low(), line.difference().high()))
                    .max()
                    .orElse(0);
            return new Figure(name, lines, Math.max(widest, 1e-6));
        }

        /** Where {@code difference} stands on a scale from -widest at 0 to widest at 100. */
        public double place(double difference) {
            return 50 + 50 * difference / widest;
        }
    }

    /** One class's line. */
    record Line(ProductClass productClass, int support, Difference difference) {}

    /**
     * How many more images of one true class the second model gave one label.
     *
     * @param more the second model's count less the first one's
     * @param onlyOne some of the images that one of them alone labelled so
     */
    record Cell(ProductClass actual, ProductClass predicted, long more, long support, List<Disagreement> onlyOne) {
        /** More right ones or fewer wrong ones. */
        public boolean isBetter() {
            return actual.equals(predicted) == more > 0;
        }

        /** How deep its colour is, in percent; the root makes a few images visible. */
        public double depth() {
            return 100 * Math.sqrt(Math.min(1, 4.0 * Math.abs(more) / Math.max(1, support)));
        }
    }

    public List<Figure> figures() {
        return List.of(
                Figure.of("Recall, a class's accuracy", comparison, ClassDifference::recall),
                Figure.of("Precision", comparison, ClassDifference::precision),
                Figure.of("F1", comparison, ClassDifference::f1));
    }

    public ScoreSection first() {
        return new ScoreSection(comparison.a());
    }

    public ScoreSection second() {
        return new ScoreSection(comparison.b());
    }

    public Group gained() {
        return group(comparison.gained());
    }

    public Group lost() {
        return group(comparison.lost());
    }

    public Group wrongInTwoWays() {
        return group(comparison.wrongInTwoWays());
    }

    private Group group(List<Integer> numbers) {
        return new Group(
                numbers.size(),
                numbers.stream().limit(SHOWN).map(this::disagreement).toList());
    }

    private Disagreement disagreement(int number) {
        return Disagreement.of(comparison.a(), comparison.b(), number);
    }

    /** The second confusion matrix less the first. */
    public List<List<Cell>> moved() {
        List<ProductClass> classes = comparison.a().images().classes().list();
        List<Disagreement> all = IntStream.range(0, comparison.a().images().size())
                .filter(i -> comparison.a().predictions().predicted(i)
                        != comparison.b().predictions().predicted(i))
                .mapToObj(this::disagreement)
                .toList();
        return classes.stream()
                .map(actual -> classes.stream()
                        .map(predicted -> cell(all, actual, predicted))
                        .toList())
                .toList();
    }

    private Cell cell(List<Disagreement> all, ProductClass actual, ProductClass predicted) {
        List<Disagreement> onlyOne = all.stream()
                .filter(each -> each.truth().equals(actual)
                        && (each.a().label().equals(predicted)
                                || each.b().label().equals(predicted)))
                .limit(SHOWN_OF_A_CELL)
                .toList();
        return new Cell(
                actual,
                predicted,
                count(comparison.b(), actual, predicted) - count(comparison.a(), actual, predicted),
                comparison.a().evaluation().confusion().support(actual.code()),
                onlyOne);
    }

    private static long count(ScoredImages scored, ProductClass actual, ProductClass predicted) {
        return scored.evaluation().confusion().count(actual.code(), predicted.code());
    }

    /** Share of right labels by confidence, of both. */
    public Chart reliability() {
        Reliability a = comparison.a().evaluation().calibrated();
        Reliability b = comparison.b().evaluation().calibrated();
        return Chart.over(
                "Reliability: share of right labels by calibrated confidence",
                perBin(a, bin -> String.format(Locale.ROOT, "%.2f", middle(bin))),
                "confidence",
                "accuracy",
                true,
                List.of(
                        new Series("A", Kind.LINE, perBin(a, ComparisonSection::accuracy)),
                        new Series("B", Kind.LINE, perBin(b, ComparisonSection::accuracy)),
                        new Series("perfect", Kind.DASHES, perBin(a, ComparisonSection::middle))));
    }

    private static double middle(Bin bin) {
        return (bin.lower() + bin.upper()) / 2;
    }

    private static double accuracy(Bin bin) {
        return bin.images() == 0 ? Double.NaN : bin.accuracy();
    }

    private static <T> List<T> perBin(Reliability reliability, Function<Bin, T> figure) {
        return reliability.bins().stream().map(figure).toList();
    }
}
