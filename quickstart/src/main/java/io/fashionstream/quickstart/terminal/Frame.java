package io.fashionstream.quickstart.terminal;

import io.fashionstream.image.ImageTensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown at one moment.
 *
 * @param elapsed since the first image was published
 * @param rate what the stream does just now
 * @param models those that labelled anything or serve, oldest first
 * @param note what happens to models just now; empty if nothing does
 * @param classes rolling accuracy of the serving model, in label order; empty before its first figures
 * @param all the same over all classes, or null before its first figures
 * @param latest images with their labels, newest first
 */
public record Frame(
        Duration elapsed,
        Counts counts,
        Rate rate,
        List<Model> models,
        String note,
        List<ClassRow> classes,
        @Nullable ClassRow all,
        List<Specimen> latest) {
    public Frame {
        models = List.copyOf(models);
        classes = List.copyOf(classes);
        latest = List.copyOf(latest);
    }

    /** The class with the lowest accuracy, of those with any truth. */
    Optional<ClassRow> weakest() {
        return classes.stream()
                .filter(row -> row.known() > 0)
                .min((a, b) -> Double.compare(a.accuracy(), b.accuracy()));
    }

    /**
     * Images so far.
     *
     * @param total images that will be published
     */
    public record Counts(int total, int published, int labelled, int rejected) {}

    /**
     * Speed of the last few seconds.
     *
     * @param latencyP50Millis from image event to committed label, of the labels of the last seconds; 0 if there are none
     */
    public record Rate(
            double imagesPerSecond, double meanBatch, int maxBatch, long latencyP50Millis, long latencyP99Millis) {}

    /**
     * One model and how it did so far.
     *
     * @param accuracy of its labels so far, in [0, 1]; 0 without labels
     */
    public record Model(String modelId, int labelled, double accuracy, boolean serving) {
        /** Enough of the id to tell models apart. */
        String shortId() {
            return modelId.substring(0, Math.min(8, modelId.length()));
        }
    }

    /**
     * Rolling accuracy of one class.
     *
     * @param right of {@code known} images whose true class this is
     * @param name of the class
     * @param mistakenFor the name of the class that they were most often given instead, or null if none was wrong
     * @param mistakes how often
     */
    public record ClassRow(
            String name, long right, long known, @Nullable String mistakenFor, long mistakes) {
        double accuracy() {
            return known == 0 ? 0 : (double) right / known;
        }
    }

    /**
     * An image and what was said about it.
     *
     * @param label name of the class that it was given
     */
    public record Specimen(ImageTensor image, String label, boolean right) {}
}
