package io.fashionstream.trainer.data;

import io.fashionstream.event.Category;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pairs of images that are equal, or so nearly equal that they show the same product: within the training set, within the
 * test set, and between the two, where they let a network score by memory.
 *
 * @param pairs those that differ least first
 */
public record Duplicates(List<Pair> pairs) {
    /** Root mean square difference, in gray levels of 256, up to which two images count as nearly equal. */
    public static final double NEARLY_EQUAL = 5;

    /** A part of the data set. */
    public enum Part {
        TRAINING,
        TEST
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

    /** Compares each image with every other one, of both sets; uses all processors. */
    public static Duplicates find(LabelledImages training, LabelledImages test) {
        List<Place> places = Stream.concat(places(Part.TRAINING, training), places(Part.TEST, test))
                .toList();
        NearPairs search = new NearPairs(training, test, NEARLY_EQUAL);
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
