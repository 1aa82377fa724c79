package io.fashionstream.trainer.evaluation;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.ProductClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How two models differ on the same images. Differences are the second model's figure less the first one's.
 *
 * @param a the first model's answers
 * @param b the second model's answers, to the same images in the same order
 * @param outcomes on how many images each was right
 * @param test whether chance explains that
 * @param macroF1 plain means over the classes
 * @param perClass in the order of the classes
 */
public record Comparison(
        ScoredImages a,
        ScoredImages b,
        PairedOutcomes outcomes,
        McNemarTest test,
        Difference macroF1,
        List<ClassDifference> perClass) {
    /** Times that the images are drawn anew for the intervals of precision and f1. */
    public static final int RESAMPLES = PairedBootstrap.RESAMPLES;

    private static final long SEED = 1;

    public Comparison {
        perClass = List.copyOf(perClass);
    }

    /**
     * One class.
     *
     * @param outcomes on the images of the class
     */
    public record ClassDifference(
            ProductClass productClass, PairedOutcomes outcomes, Difference precision, Difference f1) {
        /** The share of the class's images that got its label: a class's accuracy is its recall. */
        public Difference recall() {
            return outcomes.accuracy();
        }
    }

    /**
     * Compares what two models said.
     *
     * @throws IllegalArgumentException if they were not asked about the same images
     */
    public static Comparison of(ScoredImages a, ScoredImages b) {
        requireSameImages(a, b);
        Predictions first = a.predictions();
        Predictions second = b.predictions();
        PairedOutcomes outcomes = PairedOutcomes.of(first, second, image -> true);
        PairedBootstrap bootstrap = new PairedBootstrap(first, second, SEED);
        List<ProductClass> classes = first.classes().list();
        List<ClassDifference> perClass = IntStream.range(0, classes.size())
                .mapToObj(label -> new ClassDifference(
                        classes.get(label),
                        PairedOutcomes.of(first, second, image -> first.label(image) == label),
                        bootstrap.precision(label),
                        bootstrap.f1(label)))
                .toList();
        return new Comparison(a, b, outcomes, McNemarTest.of(outcomes), bootstrap.macroF1(), perClass);
    }

    private static void requireSameImages(ScoredImages a, ScoredImages b) {
        require(
                a.images().classes().equals(b.images().classes()),
                "both models must be asked about the same classes, got %s and %s",
                a.images().classes(),
                b.images().classes());
        require(
                Arrays.equals(a.images().labels(), b.images().labels())
                        && Arrays.equals(a.images().pixels(), b.images().pixels()),
                "both models must be asked about the same images, got others");
    }

    /** The share of all images that each was right on. */
    public Difference accuracy() {
        return outcomes.accuracy();
    }

    /** Images that the second model alone is right on, by their place; those first that both were surest of. */
    public List<Integer> gained() {
        return chosen(b.predictions(), a.predictions());
    }

    /** Images that the first model alone is right on, in the same order. */
    public List<Integer> lost() {
        return chosen(a.predictions(), b.predictions());
    }

    /** Images that both gave a wrong label, and not the same one, in the same order. */
    public List<Integer> wrongInTwoWays() {
        return bySureness(IntStream.range(0, a.predictions().size())
                .filter(i -> !a.predictions().isRight(i)
                        && !b.predictions().isRight(i)
                        && a.predictions().predicted(i) != b.predictions().predicted(i)));
    }

    private List<Integer> chosen(Predictions right, Predictions wrong) {
        return bySureness(IntStream.range(0, right.size()).filter(i -> right.isRight(i) && !wrong.isRight(i)));
    }

    private List<Integer> bySureness(IntStream images) {
        double[] sureness = new double[a.predictions().size()];
        Arrays.setAll(
                sureness,
                i -> a.predictions().confidence(i, a.temperature())
                        + b.predictions().confidence(i, b.temperature()));
        return images.boxed()
                .sorted((one, other) -> Double.compare(sureness[other], sureness[one]))
                .toList();
    }
}
