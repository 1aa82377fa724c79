package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Real images, made into product photos of 600 x 800 on #fdfdfd, come back to what they were. */
class PhotoRoundTripTest {
    /** Ten of each class. */
    private static final List<byte[]> ORIGINALS =
            IntStream.range(0, 100).mapToObj(i -> RealImages.all().get(2 * i)).toList();

    private static final List<Decoded.Image> DECODED = ORIGINALS.stream()
            .map(original -> Decoding.image(Encoded.jpeg(Photos.of(original))))
            .toList();

    @Test
    void photosComeBackCloseToTheirOriginals() {
        double mean = IntStream.range(0, ORIGINALS.size())
                .mapToDouble(i -> Decoding.meanDifference(gray(i), ORIGINALS.get(i)))
                .average()
                .orElseThrow();

        assertThat(mean).as("mean difference of 255 levels").isLessThan(13);
    }

    @Test
    void atLeastNineInTenAreCloserToTheirOriginalThanToAnyOtherImage() {
        long own = IntStream.range(0, ORIGINALS.size())
                .filter(i -> nearest(gray(i)) == i)
                .count();

        assertThat(own).isGreaterThanOrEqualTo(90);
    }

    @Test
    void atLeastNineInTenKeepTheLabelThatTheShippedModelGivesThem() {
        List<Decoded.Image> originals = ORIGINALS.stream().map(Decoding::image).toList();
        try (ShippedModel model = new ShippedModel()) {
            List<Category> before = model.categories(originals);
            List<Category> after = model.categories(DECODED);

            long kept = alike(before, after);
            System.out.printf("%d of %d photos keep their label%n", kept, before.size());
            assertThat(kept).isGreaterThanOrEqualTo(before.size() * 9L / 10);
        }
    }

    @Test
    void noPhotoOfARealImageIsFlagged() {
        assertThat(DECODED).extracting(Decoded.Image::oddity).containsOnly(Decoded.Oddity.NONE);
    }

    /** A JPEG is read at a quarter of its size, and a PNG pixel by pixel: the trimmed edge may fall one pixel elsewhere. */
    @Test
    void thePhotosFormatHardlyMatters() {
        List<Integer> some = IntStream.range(0, ORIGINALS.size() / 2)
                .mapToObj(i -> 2 * i + 1)
                .toList();
        List<Decoded.Image> jpegs = some.stream().map(DECODED::get).toList();
        List<Decoded.Image> pngs = some.stream()
                .map(i -> Decoding.image(Encoded.png(Photos.of(ORIGINALS.get(i)))))
                .toList();
        double[] differences = IntStream.range(0, some.size())
                .mapToDouble(i -> Decoding.meanDifference(
                        pngs.get(i).tensor().toBytes(), jpegs.get(i).tensor().toBytes()))
                .sorted()
                .toArray();

        assertThat(differences[some.size() / 2]).isLessThan(3);
        try (ShippedModel model = new ShippedModel()) {
            long kept = alike(model.categories(jpegs), model.categories(pngs));
            assertThat(kept).isGreaterThanOrEqualTo(some.size() - 1);
        }
    }

    private static long alike(List<Category> some, List<Category> others) {
        return IntStream.range(0, some.size())
                .filter(i -> some.get(i).equals(others.get(i)))
                .count();
    }

    private static byte[] gray(int index) {
        return DECODED.get(index).tensor().toBytes();
    }

    private static int nearest(byte[] gray) {
        return IntStream.range(0, ORIGINALS.size())
                .boxed()
                .min((one, other) -> Double.compare(distance(gray, one), distance(gray, other)))
                .orElseThrow();
    }

    private static double distance(byte[] gray, int original) {
        return Decoding.meanDifference(gray, ORIGINALS.get(original));
    }
}
