package io.fashionstream.image;

import static io.fashionstream.event.RejectionReason.ANIMATED;
import static io.fashionstream.event.RejectionReason.CORRUPT;
import static io.fashionstream.event.RejectionReason.TOO_MANY_BYTES;
import static io.fashionstream.event.RejectionReason.TOO_MANY_PIXELS;
import static io.fashionstream.event.RejectionReason.TRUNCATED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fashionstream.event.RejectionReason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePicturesTest {
    private static final int MEGABYTE = 1 << 20;
    private static final byte[] LINE = {0, 1, 2};
    private static final byte[] BOMB = PngBuilder.deflated(new byte[32 * MEGABYTE]);
    private static final byte[] PHOTO = Encoded.jpeg(Photos.of(RealImages.pullover(), 60, 80, 56));
    private static final byte[] PROGRESSIVE = Encoded.sample("progressive.jpg");

    @ParameterizedTest
    @CsvSource({"50000, 50000", "2147483647, 2147483647", "-1, -1", "16385, 1", "1, 16385", "6000, 4001"})
    void hugePngsAreRefusedByTheirHeader(int width, int height) {
        assertRefusedFreeOfCharge(PngBuilder.of(width, height, 8, 2, LINE), TOO_MANY_PIXELS);
    }

    @Test
    void hugeJpegsAreRefusedByTheirHeader() {
        byte[] jpeg = PHOTO.clone();
        int frame = frameAt(jpeg, 0xc0);
        ByteBuffer.wrap(jpeg).putInt(frame + 5, 0xffff_ffff);

        assertRefusedFreeOfCharge(jpeg, TOO_MANY_PIXELS);
    }

    @Test
    void hugeWebpsAreRefusedByTheirHeader() {
        byte[] lossless = Encoded.sample("lossless.webp");
        byte[] lossy = Encoded.sample("lossy.webp");
        ByteBuffer.wrap(lossless).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 0x0fff_ffff);
        ByteBuffer.wrap(lossy).order(ByteOrder.LITTLE_ENDIAN).putInt(26, 0x3fff_3fff);

        assertRefusedFreeOfCharge(lossless, TOO_MANY_PIXELS);
        assertRefusedFreeOfCharge(lossy, TOO_MANY_PIXELS);
    }

    @Test
    void theLargestAllowedPngIsDecodedWithinAFewMegabytes() {
        byte[] lines = new byte[4000 * (1 + 6000 / 8)];
        byte[] png = PngBuilder.of(6000, 4000, 1, 0, lines);

        assertThat(allocatedBytes(png)).isLessThan(16 * MEGABYTE);
        assertThat(Decoding.image(png).outOfDistribution()).isTrue();
    }

    @Test
    void aLargePhotoIsDecodedWithinAFewMegabytes() {
        byte[] jpeg = Encoded.jpeg(new BufferedImage(3000, 3000, BufferedImage.TYPE_BYTE_GRAY));

        assertThat(allocatedBytes(jpeg)).isLessThan(16 * MEGABYTE);
        assertThat(Decoding.image(jpeg).outOfDistribution()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1048576, false", "1048577, true"})
    void bytesAreCountedFirst(int bytes, boolean refused) {
        byte[] padded = Arrays.copyOf(Encoded.png(RealImages.pullover()), bytes);

        if (refused) {
            Decoding.assertRefused(padded, TOO_MANY_BYTES, "got 1,048,577");
        } else {
            assertThat(Decoding.gray(padded)).isEqualTo(RealImages.pullover());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt", "iCCP", "tEXt", "eXIf"})
    void inflatingMetadataIsNeverInflated(String chunk) {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(new byte[] {'a', 0, 0});
        bomb.writeBytes(BOMB);
        byte[] png = new PngBuilder()
                .header(2, 1, 8, 0)
                .chunk(chunk, bomb.toByteArray())
                .chunk("IDAT", PngBuilder.deflated(LINE))
                .end();

        assertThat(allocatedBytes(png)).isLessThan(MEGABYTE);
        assertThat(Decoding.image(png).tensor()).isNotNull();
    }

    @Test
    void imageDataIsInflatedNoFurtherThanThePictureGoes() {
        byte[] png = new PngBuilder().header(2, 1, 8, 0).chunk("IDAT", BOMB).end();

        assertThat(allocatedBytes(png)).isLessThan(MEGABYTE);
    }

    @Test
    void aMillionTinyChunksAreNotWalkedThrough() {
        PngBuilder chunks = new PngBuilder().header(2, 1, 8, 0);
        for (int i = 0; i < 80_000; i++) {
            chunks.chunk("teXt", new byte[0]);
        }
        Decoding.assertRefused(chunks.end(), CORRUPT, "at most 65,536 PNG chunks");
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "16, 3", "4, 2", "8, 1", "8, 5", "0, 0"})
    void headersThatPngDoesNotAllowAreCorrupt(int bitDepth, int colourType) {
        Decoding.assertRefused(PngBuilder.of(2, 1, bitDepth, colourType, LINE), CORRUPT, "expected");
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "0, 0"})
    void picturesWithoutPixelsAreCorrupt(int width, int height) {
        Decoding.assertRefused(PngBuilder.of(width, height, 8, 0, LINE), CORRUPT, "at least 1 x 1");
    }

    @Test
    void brokenChunksAreCorrupt() {
        byte[] image = PngBuilder.deflated(LINE);
        PngBuilder builder = new PngBuilder().header(2, 1, 8, 0).chunkWithWrongChecksum("IDAT", image);
        Decoding.assertRefused(builder.end(), CORRUPT, "checksum");
        Decoding.assertRefused(new PngBuilder().chunk("IDAT", image).end(), CORRUPT, "IHDR as the first");
        Decoding.assertRefused(
                new PngBuilder().header(2, 1, 8, 0).chunk("CGBI", image).end(), CORRUPT, "CGBI");
        Decoding.assertRefused(
                new PngBuilder()
                        .header(2, 1, 8, 0)
                        .chunk("IDAT", Arrays.copyOf(image, 4))
                        .chunk("tIME", image)
                        .chunk("IDAT", Arrays.copyOfRange(image, 4, image.length))
                        .end(),
                CORRUPT,
                "in a row");
        Decoding.assertRefused(PngBuilder.of(2, 1, 8, 3, LINE), CORRUPT, "palette");
        Decoding.assertRefused(PngBuilder.of(2, 1, 8, 0, new byte[] {9, 1, 2}), CORRUPT, "line filter");
        Decoding.assertRefused(new PngBuilder().header(2, 1, 8, 0).end(), TRUNCATED, "ends in line 0");
    }

    @Test
    void animatedPngsAreRefusedUnlessTheyHaveOneFrame() {
        Decoding.assertRefused(animated(2), ANIMATED, "animated PNG of 2");
        assertThat(Decoding.image(animated(1)).tensor()).isNotNull();
    }

    private static byte[] animated(int frames) {
        return new PngBuilder()
                .header(2, 1, 8, 0)
                .chunk("acTL", ByteBuffer.allocate(8).putInt(frames).array())
                .chunk("IDAT", PngBuilder.deflated(LINE))
                .end();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6})
    void onePixelIsDecodedWhateverItsColour(int colourType) {
        byte[] line = {0, 0, 0, 0, 0};
        byte[] png = new PngBuilder()
                .header(1, 1, 8, colourType == 1 ? 2 : colourType)
                .chunk("PLTE", new byte[3])
                .chunk("IDAT", PngBuilder.deflated(line))
                .end();

        assertThat(Decoding.image(png).oddity()).isEqualTo(Decoded.Oddity.BLANK);
    }

    @Test
    void thousandsOfScansAreRefused() {
        DecodeLimits small = new DecodeLimits(2 * MEGABYTE, 60 * 80, 16_384, MEGABYTE);
        byte[] bomb = withRepeatedFirstScan(PROGRESSIVE, 1_000);

        Decoding.assertRefused(new ImageDecoder(small), bomb, "", TOO_MANY_PIXELS, "a JPEG of 17 scans");
        assertThat(Decoding.image(withRepeatedFirstScan(PROGRESSIVE, 5))).isNotNull();
    }

    @Test
    void aLossyWebpMayHaveAQuarterOfThePixels() {
        byte[] webp = Encoded.sample("lossy.webp");
        ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(26, 3001 << 16 | 2000);

        assertRefusedFreeOfCharge(webp, TOO_MANY_PIXELS);
    }

    /** Five codes of one symbol each, which takes no bits: the data end at once, and the picture need not. */
    @Test
    void aWebpWhosePixelsTakeNoBitsIsReadWithoutEnd() {
        ByteBuffer webp = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(ISO_8859_1))
                .putInt(20)
                .put("WEBPVP8L".getBytes(ISO_8859_1))
                .putInt(8);
        webp.put((byte) 0x2f)
                .putInt(999 | 999 << 14)
                .put((byte) 0b10001000)
                .put((byte) 0b10001000)
                .put((byte) 0b1000);

        assertThat(allocatedBytes(webp.array())).isLessThan(32 * MEGABYTE);
    }

    /** Each group of codes takes 20 bits of the file and 5 kB of memory; their number stands in a pixel, not in the header. */
    @Test
    void aLosslessWebpWithMoreCodesThanItsMemoryAllowsIsStopped() {
        byte[] usual = losslessWebpWithCodes(2_600);
        byte[] bomb = losslessWebpWithCodes(65_536);

        assertThat(Decoding.image(usual)).isNotNull();
        assertThat(allocatedBytes(bomb)).isBetween(192L * MEGABYTE, 200L * MEGABYTE);
        Decoding.assertRefused(
                bomb, TOO_MANY_PIXELS, "within 201,326,592 bytes of memory, got a WebP of 4 x 4 whose codes");
    }

    /** 4 x 4 black pixels, one block, whose codes are the last of so many groups. */
    private static byte[] losslessWebpWithCodes(int groups) {
        Bits bits = new Bits().add(14, 3).add(14, 3).add(1, 0).add(3, 0);
        bits.add(1, 0).add(1, 0).add(1, 1).add(3, 0).add(1, 0);
        bits.addCodeOfOne((groups - 1) & 0xff).addCodeOfOne((groups - 1) >> 8);
        bits.addCodeOfOne(0).addCodeOfOne(0).addCodeOfOne(0);
        for (int code = 0; code < 5 * groups; code++) {
            bits.add(4, 0b0001);
        }
        byte[] stream = bits.toBytes();
        ByteBuffer webp = ByteBuffer.allocate(22 + stream.length).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(ISO_8859_1)).putInt(14 + stream.length);
        webp.put("WEBPVP8L".getBytes(ISO_8859_1)).putInt(1 + stream.length);
        return webp.put((byte) 0x2f).put(stream).array();
    }

    /** Written from the lowest bit of the first byte on, as lossless WebP is. */
    private static final class Bits {
        private final BitSet bits = new BitSet();
        private int length;

        Bits add(int count, int value) {
            for (int bit = 0; bit < count; bit++) {
                bits.set(length++, ((value >> bit) & 1) != 0);
            }
            return this;
        }

        /** A code of one symbol, which then takes no bits. */
        Bits addCodeOfOne(int symbol) {
            return add(3, 0b101).add(8, symbol);
        }

        /** An odd number of them, so that the chunk needs no padding. */
        byte[] toBytes() {
            return Arrays.copyOf(bits.toByteArray(), (length / 8 + 1) | 1);
        }
    }

    @Test
    void aLargeProgressivePhotoIsRefusedForItsMemory() {
        DecodeLimits small = new DecodeLimits(MEGABYTE, 24_000_000, 16_384, 2 * MEGABYTE);
        byte[] photo = Encoded.progressiveJpeg(new BufferedImage(4000, 4000, BufferedImage.TYPE_INT_RGB));

        Decoding.assertRefused(new ImageDecoder(small), photo, "", TOO_MANY_PIXELS, "a JPEG of 4,000 x 4,000");
        assertThat(Decoding.image(photo)).isNotNull();
    }

    @Test
    void jpegsWithoutAPictureAreCorrupt() {
        byte[] none = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
        Decoding.assertRefused(none, CORRUPT, "0 scans");

        byte[] noTables = PHOTO.clone();
        for (int i = 2; i < noTables.length - 1; i++) {
            if (noTables[i] == (byte) 0xff && noTables[i + 1] == (byte) 0xc4) {
                noTables[i + 1] = (byte) 0xfe;
            }
        }
        assertThat(Decoding.DECODER.decode(Decoding.event(noTables, ""))).isNotNull();
    }

    /** Refused without allocating more than the message and what holds it. */
    private static void assertRefusedFreeOfCharge(byte[] picture, RejectionReason reason) {
        assertThat(allocatedBytes(picture)).isLessThan(picture.length + MEGABYTE / 2);
        Decoding.assertRefused(picture, reason, "expected");
    }

    private static long allocatedBytes(byte[] picture) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Decoding.DECODER.decode(Decoding.event(picture, ""));
        long before = threads.getCurrentThreadAllocatedBytes();
        Decoding.DECODER.decode(Decoding.event(picture, ""));
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Index of the 0xff before the SOF marker of this code. */
    private static int frameAt(byte[] jpeg, int code) {
        for (int i = 2; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) code) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such frame");
    }

    private static byte[] withRepeatedFirstScan(byte[] jpeg, int times) {
        int start = frameAt(jpeg, 0xda);
        int end = start + 2;
        while (jpeg[end] != (byte) 0xff || jpeg[end + 1] == 0) {
            end++;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, start);
        for (int i = 0; i < times; i++) {
            file.write(jpeg, start, end - start);
        }
        file.write(jpeg, start, jpeg.length - start);
        return file.toByteArray();
    }
}
