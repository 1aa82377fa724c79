package io.fashionstream.trainer.data;

import io.fashionstream.event.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pairs of images that are equal, or so nearly equal that they show the same product: within a part of a data set, and
 * between two parts, where they let a network score by memory.
 *
 * @param pairs those that differ least first
 */
public record Duplicates(List<Pair> pairs) {
    /** Root mean square difference, in gray levels of 256, up to which two images count as nearly equal. */
    public static final double NEARLY_EQUAL = 5;

    /** A part of the data set. */
    public enum Part {
        TRAINING,
        VALIDATION,
        TEST;

        /** In words. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where an image is, and what it is said to show. */
    public record Place(Part part, int index, Category category) {}

    /**
     * Two images.
     *
     * @param difference root mean square over the pixels, in gray levels of 256; 0 if equal byte for byte
     */
    public record Pair(Place first, Place second, double difference) {
        public boolean isExact() {
            return difference == 0;
        }

        /** Whether at least one of the two has a wrong label. */
        public boolean labelsDisagree() {
            return !first.category().equals(second.category());
        }

        boolean isBetween(Part one, Part other) {
            return (first.part() == one && second.part() == other) || (first.part() == other && second.part() == one);
        }
    }

    public Duplicates {
        pairs = List.copyOf(pairs);
    }

    /**
     * Compares each image with every other one, of all parts; uses all processors. A validation part is one that the data
     * set names: what is held out by seed is a part of the training set here.
     */
    public static Duplicates find(DataSet data) {
        List<LabelledImages> parts = new ArrayList<>(List.of(data.training()));
        List<Place> places =
                new ArrayList<>(places(Part.TRAINING, data.training()).toList());
        data.validation().ifPresent(validation -> {
            parts.add(validation);
            places.addAll(places(Part.VALIDATION, validation).toList());
        });
        parts.add(data.test());
        places.addAll(places(Part.TEST, data.test()).toList());
        NearPairs search = new NearPairs(parts, NEARLY_EQUAL);
        return new Duplicates(search.find().stream()
                .map(near -> new Pair(places.get(near.first()), places.get(near.second()), near.difference()))
                .sorted(Comparator.comparingDouble(Pair::difference)
                        .thenComparing(pair -> pair.first().index()))
                .toList());
    }

    /** Pairs of one image of each part, or of two of the same; those that are only nearly equal included. */
    public long count(Part one, Part other) {
        return pairs.stream().filter(pair -> pair.isBetween(one, other)).count();
    }

    /** Pairs of images of two parts. */
    public long acrossParts() {
        return pairs.stream()
                .filter(pair -> pair.first().part() != pair.second().part())
                .count();
    }

    /** Pairs that are equal byte for byte. */
    public long exact() {
        return pairs.stream().filter(Pair::isExact).count();
    }

    /** Pairs with different labels. */
    public long labelsDisagree() {
        return pairs.stream().filter(Pair::labelsDisagree).count();
    }

    private static Stream<Place> places(Part part, LabelledImages images) {
        return IntStream.range(0, images.size()).mapToObj(i -> new Place(part, i, images.category(i)));
    }
}
