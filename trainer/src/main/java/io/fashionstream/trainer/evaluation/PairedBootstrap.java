package io.fashionstream.trainer.evaluation;

import java.util.Arrays;
import java.util.Random;

/**
 * 95 % intervals for how two models' precision and f1 differ, which no formula gives: the images are drawn anew, with
 * repetition and for both models alike, and the middle 95 % of what comes out are kept. (The percentile interval of Efron
 * and Tibshirani, "An Introduction to the Bootstrap", 1993.) The same seed gives the same intervals, and models in the other
 * order the same with their signs turned.
 */
final class PairedBootstrap {
    static final int RESAMPLES = 2000;

    private static final double OUTSIDE_EACH_END = 0.025;

    private final Tally a;
    private final Tally b;
    private final double[][] precision;
    private final double[][] f1;
    private final double[] macroF1 = new double[RESAMPLES];

    PairedBootstrap(Predictions a, Predictions b, long seed) {
        this.a = new Tally(a);
        this.b = new Tally(b);
        this.precision = new double[a.classes().size()][RESAMPLES];
        this.f1 = new double[a.classes().size()][RESAMPLES];
        Random random = new Random(seed);
        for (int resample = 0; resample < RESAMPLES; resample++) {
            draw(a.size(), random);
            keep(resample);
        }
        for (int i = 0; i < a.size(); i++) {
            this.a.add(i);
            this.b.add(i);
        }
    }

    private void draw(int images, Random random) {
        for (int drawn = 0; drawn < images; drawn++) {
            int image = random.nextInt(images);
            a.add(image);
            b.add(image);
        }
    }

    private void keep(int resample) {
        for (int label = 0; label < precision.length; label++) {
            precision[label][resample] = b.precision(label) - a.precision(label);
            f1[label][resample] = b.f1(label) - a.f1(label);
        }
        macroF1[resample] = b.macroF1() - a.macroF1();
        a.clear();
        b.clear();
    }

    Difference precision(int label) {
        return difference(a.precision(label), b.precision(label), precision[label]);
    }

    Difference f1(int label) {
        return difference(a.f1(label), b.f1(label), f1[label]);
    }

    Difference macroF1() {
        return difference(a.macroF1(), b.macroF1(), macroF1);
    }

    /** Both ends leave out equally many, so that turned signs turn the interval and nothing else. */
    private static Difference difference(double a, double b, double[] resampled) {
        double[] ascending = resampled.clone();
        Arrays.sort(ascending);
        int leftOut = (int) (OUTSIDE_EACH_END * ascending.length);
        return new Difference(a, b, ascending[leftOut], ascending[ascending.length - 1 - leftOut]);
    }

    /** Counts of one model's labels; figures are those of {@link ClassificationReport}. */
    private static final class Tally {
        private final int[] labels;
        private final int[] predicted;
        private final int[] support;
        private final int[] given;
        private final int[] right;

        Tally(Predictions predictions) {
            int classes = predictions.classes().size();
            labels = new int[predictions.size()];
            predicted = new int[predictions.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = predictions.label(i);
                predicted[i] = predictions.predicted(i);
            }
            support = new int[classes];
            given = new int[classes];
            right = new int[classes];
        }

        void add(int image) {
            support[labels[image]]++;
            given[predicted[image]]++;
            if (labels[image] == predicted[image]) {
                right[labels[image]]++;
            }
        }

        void clear() {
            Arrays.fill(support, 0);
            Arrays.fill(given, 0);
            Arrays.fill(right, 0);
        }

        double precision(int label) {
            return (double) right[label] / Math.max(1, given[label]);
        }

        double f1(int label) {
            return 2.0 * right[label] / Math.max(1, support[label] + given[label]);
        }

        double macroF1() {
            double sum = 0;
            int occurring = 0;
            for (int label = 0; label < support.length; label++) {
                sum += f1(label);
                occurring += support[label] + given[label] > 0 ? 1 : 0;
            }
            return sum / occurring;
        }
    }
}
