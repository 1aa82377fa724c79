package io.fashionstream.trainer.data;

import io.fashionstream.image.ImageTensor;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the nearly equal among many images without comparing each pair pixel by pixel.
 *
 * <p>The mean of a block of 16 pixels, times 4, is a projection: no two images are nearer to each other than their block
 * means are. So the images are sorted by overall mean, and only those near in the order, then in their block means, are
 * compared in full. On Fashion-MNIST (70,000 images, 2.4 billion pairs) that takes a second or two.
 */
final class NearPairs {
    private static final int BLOCK_PIXELS = 4;
    private static final int BLOCKS_A_SIDE = ImageTensor.SIDE_PIXELS / BLOCK_PIXELS;
    private static final int BLOCKS = BLOCKS_A_SIDE * BLOCKS_A_SIDE;

    private final LabelledImages[] parts;
    private final int[] places;
    private final double largestSquare;
    private final float[][] blocks;
    private final int[] order;

    /** Two images, by position in all parts one after the other; {@code first} is the smaller. */
    record NearPair(int first, int second, double difference) {}

    /** Looks for pairs with a root mean square difference of at most {@code difference} gray levels. */
    NearPairs(List<LabelledImages> all, double difference) {
        this.largestSquare = difference * difference * ImageTensor.PIXELS;
        this.parts = all.stream()
                .flatMap(part -> Collections.nCopies(part.size(), part).stream())
                .toArray(LabelledImages[]::new);
        this.places = all.stream()
                .flatMapToInt(part -> IntStream.range(0, part.size()))
                .toArray();
        int size = parts.length;
        this.blocks = IntStream.range(0, size).mapToObj(this::blockMeans).toArray(float[][]::new);
        this.order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> blocks[i][BLOCKS]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    List<NearPair> find() {
        return IntStream.range(0, order.length)
                .parallel()
                .boxed()
                .flatMap(this::pairsFrom)
                .toList();
    }

    private Stream<NearPair> pairsFrom(int place) {
        float[] own = blocks[order[place]];
        double reach = Math.sqrt(largestSquare);
        return IntStream.range(place + 1, order.length)
                .takeWhile(next -> blocks[order[next]][BLOCKS] - own[BLOCKS] <= reach)
                .filter(next -> blocksAreNear(own, blocks[order[next]]))
                .mapToObj(next -> pair(order[place], order[next]))
                .filter(pair -> pair.difference() * pair.difference() * ImageTensor.PIXELS <= largestSquare);
    }

    private boolean blocksAreNear(float[] one, float[] other) {
        double square = 0;
        for (int block = 0; block < BLOCKS; block++) {
            double difference = one[block] - other[block];
            square += difference * difference;
            if (square > largestSquare) {
                return false;
            }
        }
        return true;
    }

    private NearPair pair(int one, int other) {
        int square = 0; // at most 784 times 255 squared, which fits
        for (int position = 0; position < ImageTensor.PIXELS; position++) {
            int difference = pixel(one, position) - pixel(other, position);
            square += difference * difference;
        }
        return new NearPair(
                Math.min(one, other), Math.max(one, other), Math.sqrt((double) square / ImageTensor.PIXELS));
    }

    /** The means of all blocks times 4, and last the mean of all pixels times 28. */
    private float[] blockMeans(int image) {
        float[] means = new float[BLOCKS + 1];
        for (int position = 0; position < ImageTensor.PIXELS; position++) {
            int row = position / ImageTensor.SIDE_PIXELS / BLOCK_PIXELS;
            int column = position % ImageTensor.SIDE_PIXELS / BLOCK_PIXELS;
            int gray = pixel(image, position);
            means[row * BLOCKS_A_SIDE + column] += gray / (float) BLOCK_PIXELS;
            means[BLOCKS] += gray / (float) ImageTensor.SIDE_PIXELS;
        }
        return means;
    }

    private int pixel(int image, int position) {
        return parts[image].pixel(places[image], position);
    }
}
