package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of each format, cut at random: each is refused, or gives the pixels of the whole file. So are cut JPEGs with an
 * end marker, and cut JPEGs and PNGs with zeros in place of what was lost, as an interrupted transfer leaves them. Not
 * so progressive JPEGs with an end marker, which may have been meant to be rough, and WebP with zeros, which nothing tells
 * from other data.
 *
 * <p>{@code -Dtruncation.seed} repeats a run.
 */
class TruncationTest {
    private static final long SEED = Long.getLong("truncation.seed", new Random().nextLong());
    private static final int CUTS = 300;
    /** Fewer may be taken for the last pixels, which they change by up to 5 levels. */
    private static final int FEWEST_ZEROS = 16;

    /** A 28 x 28 input may differ by so many levels of 255 in each pixel. */
    private static final int MOST_DIFFERENT_LEVELS = 0;

    static Stream<Map.Entry<String, byte[]>> files() {
        byte[] pullover = RealImages.pullover();
        var photo = Photos.of(pullover, 60, 80, 56);
        return Stream.of(
                Map.entry("png", Encoded.png(photo)),
                Map.entry("interlaced png", Encoded.interlacedPng(photo)),
                Map.entry("png of 28 x 28", Encoded.png(pullover)),
                Map.entry("jpeg", Encoded.jpeg(photo)),
                Map.entry("progressive jpeg", Encoded.sample("progressive.jpg")),
                Map.entry("jpeg of three scans", Encoded.sample("three-scans.jpg")),
                Map.entry("jpeg with restarts", Encoded.sample("restarts.jpg")),
                Map.entry("ycck jpeg", Encoded.sample("ycck.jpg")),
                Map.entry("turned jpeg", JpegDecodingTest.withExif(Encoded.jpeg(photo), 6)),
                Map.entry("lossy webp", Encoded.sample("lossy.webp")),
                Map.entry("lossy webp with alpha", Encoded.sample("lossy-alpha.webp")),
                Map.entry("lossless webp", Encoded.sample("lossless.webp")),
                Map.entry("animated webp", Encoded.sample("animated.webp")),
                Map.entry("raw", pullover));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aCutFileIsRefusedOrGivesThePixelsOfTheWholeOne(Map.Entry<String, byte[]> file) {
        Random random = new Random(SEED);
        byte[] whole = file.getValue();
        Decoded expected = Decoding.DECODER.decode(Decoding.event(whole, ""));

        for (int i = 0; i < CUTS; i++) {
            int length = 1 + random.nextInt(whole.length - 1);
            byte[] cut = followed(file.getKey(), whole, length, random.nextInt(3));

            Decoded decoded = Decoding.DECODER.decode(Decoding.event(cut, ""));

            if (decoded instanceof Decoded.Image image) {
                assertThat(expected)
                        .as("%s cut at %d, seed %d", file.getKey(), length, SEED)
                        .isInstanceOf(Decoded.Image.class);
                assertAlike(image, (Decoded.Image) expected, file.getKey() + " cut at " + length + ", seed " + SEED);
            }
        }
    }

    private static void assertAlike(Decoded.Image image, Decoded.Image expected, String description) {
        byte[] actual = image.tensor().toBytes();
        byte[] whole = expected.tensor().toBytes();
        for (int i = 0; i < actual.length; i++) {
            int difference = Math.abs(Byte.toUnsignedInt(actual[i]) - Byte.toUnsignedInt(whole[i]));
            assertThat(difference).as(description).isLessThanOrEqualTo(MOST_DIFFERENT_LEVELS);
        }
    }

    private static byte[] followed(String name, byte[] whole, int length, int tail) {
        byte[] cut = Arrays.copyOf(whole, length);
        boolean jpeg = name.contains("jpeg");
        if (tail == 1 && jpeg && !name.startsWith("progressive")) {
            return marked(cut);
        }
        boolean zeros = (jpeg || name.contains("png")) && whole.length - length >= FEWEST_ZEROS;
        return tail == 2 && zeros ? Arrays.copyOf(cut, whole.length) : cut;
    }

    private static byte[] marked(byte[] cut) {
        byte[] marked = Arrays.copyOf(cut, cut.length + 2);
        marked[cut.length] = (byte) 0xff;
        marked[cut.length + 1] = (byte) 0xd9;
        return marked;
    }
}
