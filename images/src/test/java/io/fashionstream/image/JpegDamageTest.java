package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cameras, tools and networks do to JPEGs. libjpeg-turbo's djpeg gives all pixels for those that are labelled. */
class JpegDamageTest {
    private static final byte[] PHOTO = Encoded.jpeg(Photos.of(RealImages.pullover(), 60, 80, 56));
    private static final int APP1 = 0xe1;
    private static final int SOS = 0xda;

    static Stream<byte[]> wholeFiles() {
        return Stream.of(
                PHOTO,
                Encoded.sample("progressive.jpg"),
                Encoded.sample("three-scans.jpg"),
                Encoded.sample("restarts.jpg"),
                Encoded.sample("ycck.jpg"),
                Encoded.jpeg(Encoded.gray(RealImages.pullover())));
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void aFileThatLacksOnlyItsEndMarkerIsWhole(byte[] whole) throws Undecodable {
        assertSamePixels(Arrays.copyOf(whole, whole.length - 2), whole);
        assertSamePixels(Arrays.copyOf(whole, whole.length - 1), whole);
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void aTrailerInPlaceOfTheEndMarkerIsIgnored(byte[] whole) throws Undecodable {
        byte[] unmarked = Arrays.copyOf(whole, whole.length - 2);

        assertSamePixels(joined(unmarked, "\0\0\1\nSEFHe\0\0\0SEFT".getBytes(ISO_8859_1)), whole);
        assertSamePixels(joined(unmarked, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc0}), whole);
        assertSamePixels(joined(unmarked, PHOTO), whole);
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void junkBetweenTwoSegmentsIsSteppedOver(byte[] whole) throws Undecodable {
        for (int at : segmentStarts(whole)) {
            assertSamePixels(inserted(whole, at, new byte[] {1, 2, 3}), whole);
            assertSamePixels(inserted(whole, at, new byte[] {0, (byte) 0xff, 0, (byte) 0xd3}), whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 11})
    void aMetadataSegmentThatSaysToBeShorterThanItIsCostsNothing(int length) throws Undecodable {
        byte[] comment = {(byte) 0xff, (byte) APP1, 0, (byte) length, 'h', 't', 't', 'p', ':', '/', '/', 'n', 's'};

        assertSamePixels(inserted(PHOTO, 2, comment), PHOTO);
    }

    @Test
    void aMetadataSegmentThatSwallowsOneOfItsKindCostsNothing() throws Undecodable {
        byte[] tooLong = {(byte) 0xff, (byte) APP1, 0, 12, 'n', 's'};
        byte[] swallowed = {(byte) 0xff, (byte) 0xfe, 0, 9, 'c', 'o', 'm', 'm', 'e', 'n', 't'};

        assertSamePixels(inserted(PHOTO, 2, joined(tooLong, swallowed)), PHOTO);
    }

    @ParameterizedTest
    @CsvSource({"20000, TRUNCATED, more JPEG bytes", "600, CORRUPT, ''"})
    void aMetadataSegmentThatSwallowsThePictureIsRefused(int length, RejectionReason reason, String detail) {
        byte[] tooLong = {(byte) 0xff, (byte) APP1, (byte) (length >> 8), (byte) length, 'n', 's'};

        Decoding.assertRefused(inserted(PHOTO, 2, tooLong), reason, detail);
    }

    @Test
    void aPreviewThatTurnsUpBetweenTwoSegmentsIsNotTakenForThePicture() {
        byte[] preview = Encoded.jpeg(Encoded.gray(RealImages.pullover()));
        byte[] tooShort = {(byte) 0xff, (byte) APP1, 0, 2};

        Decoding.assertRefused(
                inserted(PHOTO, 2, joined(tooShort, preview)), RejectionReason.CORRUPT, "expected a JPEG segment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"progressive.jpg", "three-scans.jpg"})
    void aFileThatEndsBetweenTwoScansIsTruncated(String name) {
        byte[] whole = Encoded.sample(name);
        List<Integer> scans = scanStarts(whole);

        for (int scan : scans) {
            Decoding.assertRefused(
                    Arrays.copyOf(whole, scan), RejectionReason.TRUNCATED, "expected more JPEG segments");
        }
        assertThat(scans).hasSizeGreaterThanOrEqualTo(3);
    }

    /** The end marker says that the encoder wanted no more; only whole components are asked for then. */
    @Test
    void aProgressiveFileMayEndBeforeItsLastBitIfItSaysSo() throws Undecodable {
        byte[] whole = Encoded.sample("progressive.jpg");
        List<Integer> scans = scanStarts(whole);
        byte[] rough = Arrays.copyOf(whole, scans.get(scans.size() - 1));

        assertThat(Decoding.image(joined(rough, new byte[] {(byte) 0xff, (byte) 0xd9})))
                .isNotNull();
    }

    @Test
    void anEndMarkerEndsNoPictureThatLacksAComponent() {
        byte[] whole = Encoded.sample("three-scans.jpg");
        byte[] twoOfThree = Arrays.copyOf(whole, scanStarts(whole).get(2));

        Decoding.assertRefused(
                joined(twoOfThree, new byte[] {(byte) 0xff, (byte) 0xd9}),
                RejectionReason.TRUNCATED,
                "scans of all 3 JPEG components");
    }

    @ParameterizedTest
    @CsvSource({"0", "4", "255"})
    void aScanThatFitsNotItsFrameIsCorrupt(int components) {
        byte[] jpeg = PHOTO.clone();
        jpeg[scanStarts(jpeg).get(0) + 4] = (byte) components;

        Decoding.assertRefused(jpeg, RejectionReason.CORRUPT, "JPEG scan");
    }

    private static void assertSamePixels(byte[] damaged, byte[] whole) throws Undecodable {
        Picture actual = JpegFile.decode(damaged, DecodeLimits.DEFAULT);
        Picture expected = JpegFile.decode(whole, DecodeLimits.DEFAULT);
        assertThat(actual.width).isEqualTo(expected.width);
        assertThat(actual.height).isEqualTo(expected.height);
        for (int i = 0; i < actual.width * actual.height; i++) {
            int x = i % actual.width;
            int y = i / actual.width;
            assertThat(actual.argb(x, y)).isEqualTo(expected.argb(x, y));
        }
    }

    private static List<Integer> scanStarts(byte[] jpeg) {
        List<Integer> scans = new ArrayList<>();
        for (int at : segmentStarts(jpeg)) {
            if (jpeg[at + 1] == (byte) SOS) {
                scans.add(at);
            }
        }
        return scans;
    }

    /** Where segments before the first scan, and all scans, begin. */
    private static List<Integer> segmentStarts(byte[] jpeg) {
        List<Integer> starts = new ArrayList<>();
        boolean inScan = false;
        int at = 2;
        while (at < jpeg.length - 3) {
            int code = Byte.toUnsignedInt(jpeg[at + 1]);
            boolean marker = jpeg[at] == (byte) 0xff && code != 0 && (code < 0xd0 || code > 0xd7) && code != 0xd9;
            if (marker && (!inScan || code == SOS)) {
                starts.add(at);
            }
            inScan |= marker && code == SOS;
            at += marker ? 2 + (Byte.toUnsignedInt(jpeg[at + 2]) << 8 | Byte.toUnsignedInt(jpeg[at + 3])) : 1;
        }
        return starts;
    }

    private static byte[] inserted(byte[] file, int at, byte[] bytes) {
        return joined(joined(Arrays.copyOf(file, at), bytes), Arrays.copyOfRange(file, at, file.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
