package io.fashionstream.trainer.report;

import io.fashionstream.event.Classes;
import io.fashionstream.event.ProductClass;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.Reliability;
import io.fashionstream.trainer.evaluation.Reliability.Bin;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.report.Chart.Kind;
import io.fashionstream.trainer.report.Chart.Series;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a page shows of one set of images that a model labelled. */
record ScoreSection(ScoredImages scored) {
    private static final int RIGHT_OF_EACH_CATEGORY = 2;
    private static final Comparator<ScoredImage> BY_CONFIDENCE = Comparator.comparingDouble(ScoredImage::confidence);

    static List<ScoreSection> of(List<ScoredImages> sets) {
        return sets.stream().map(ScoreSection::new).toList();
    }

    public String name() {
        return scored.name();
    }

    /** What links to the section name; also begins the names of its parts. */
    public String anchor() {
        return scored.name().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    public Evaluation evaluation() {
        return scored.evaluation();
    }

    /** Negative log-likelihood of the set, in nats, before the temperature. */
    public double lossBefore() {
        return scored.predictions().meanNegativeLogLikelihood(1);
    }

    /** Negative log-likelihood of the set, in nats, after the temperature. */
    public double lossAfter() {
        return scored.predictions().meanNegativeLogLikelihood(scored.temperature());
    }

    /** Share of right labels by confidence. */
    public Chart reliability() {
        return Chart.over(
                "Reliability: share of right labels by confidence, before and after the temperature",
                middles(),
                "",
                "accuracy",
                true,
                List.of(
                        new Series("after", Kind.BARS, perBin(evaluation().calibrated(), ScoreSection::accuracy)),
                        new Series("before", Kind.LINE, perBin(evaluation().uncalibrated(), ScoreSection::accuracy)),
                        new Series("perfect", Kind.DASHES, perBin(evaluation().calibrated(), ScoreSection::middle))));
    }

    /** Images in each bin of the reliability diagram. */
    public Chart images() {
        return Chart.counts(
                "Images by confidence, after the temperature",
                middles(),
                "confidence",
                perBin(evaluation().calibrated(), Bin::images));
    }

    private List<String> middles() {
        return perBin(evaluation().calibrated(), bin -> String.format(Locale.ROOT, "%.2f", middle(bin)));
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

    /** The confusion matrix: a row for each true category, in it a cell for each label. */
    public List<List<ConfusionCell>> confusion() {
        List<ScoredImage> images = all().toList();
        return classes().list().stream()
                .map(actual -> classes().list().stream()
                        .map(predicted -> cell(images, actual, predicted))
                        .toList())
                .toList();
    }

    private ConfusionCell cell(List<ScoredImage> images, ProductClass actual, ProductClass predicted) {
        List<ScoredImage> shown = images.stream()
                .filter(image ->
                        image.actual().equals(actual) && image.predicted().equals(predicted))
                .sorted(actual.equals(predicted) ? BY_CONFIDENCE : BY_CONFIDENCE.reversed())
                .limit(ConfusionCell.shown(actual, predicted))
                .toList();
        return new ConfusionCell(
                actual,
                predicted,
                evaluation().confusion().count(actual.code(), predicted.code()),
                evaluation().confusion().support(actual.code()),
                shown);
    }

    /** Of each category the first images that were labelled rightly. */
    public List<ScoredImage> right() {
        return classes().list().stream()
                .flatMap(category -> all().filter(
                                image -> image.isRight() && image.actual().equals(category))
                        .limit(RIGHT_OF_EACH_CATEGORY))
                .toList();
    }

    /** The wrong labels that the model was most confident of. */
    public List<ScoredImage> mostConfidentWrong() {
        return scored.mostConfidentWrong().stream().map(this::image).toList();
    }

    /** Whether it is known what the labels rest on that the model was most confidently wrong with. */
    public boolean explained() {
        return !scored.heat().isEmpty();
    }

    /** Code and name of each class, in order. */
    public Classes classes() {
        return scored.images().classes();
    }

    private Stream<ScoredImage> all() {
        return IntStream.range(0, scored.images().size()).mapToObj(this::image);
    }

    private ScoredImage image(int i) {
        return new ScoredImage(
                i,
                scored.images().image(i),
                classes().list().get(scored.images().label(i)),
                classes().list().get(scored.predictions().predicted(i)),
                scored.predictions().confidence(i, scored.temperature()),
                scored.heat().get(i));
    }
}
