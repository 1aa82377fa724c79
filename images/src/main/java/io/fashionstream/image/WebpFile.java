package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fashionstream.event.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP that make its pixels, checked: lengths, kinds and sizes.
 *
 * <p>Profiles and text are stepped over unread; of EXIF the orientation is taken. Animations are refused, also ones of
 * a single frame.
 */
final class WebpFile {
    private static final int RIFF_HEADER_BYTES = 8;
    private static final int CHUNKS_AT = 12;
    private static final int EXTENDED_BYTES = 10;
    private static final int ANIMATION_FLAG = 2;
    private static final int MAX_EXIF_BYTES = 1 << 16;
    private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(ISO_8859_1);

    private final ByteBuffer bytes;
    private final DecodeLimits limits;
    private int canvasWidth;
    private int canvasHeight;
    private @Nullable ByteBuffer alpha;
    private @Nullable ByteBuffer lossy;
    private @Nullable ByteBuffer lossless;
    private Orientation orientation = Orientation.UPRIGHT;

    private WebpFile(byte[] bytes, DecodeLimits limits) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
    }

    /** Decodes {@code bytes}, which begin with RIFF and have WebP's name where it belongs. */
    static Picture decode(byte[] bytes, DecodeLimits limits) throws Undecodable {
        WebpFile file = new WebpFile(bytes, limits);
        file.readChunks();
        return file.orientation.upright(file.stored());
    }

    private Picture stored() throws Undecodable {
        if (lossless != null) {
            WebpBitstream stream = WebpBitstream.lossless(lossless, limits);
            requireCanvas(stream);
            return WebpPixels.read(stream, limits);
        }
        if (lossy == null) {
            throw Undecodable.corrupt("expected a WebP with a VP8 or VP8L chunk, got none");
        }
        WebpBitstream stream = WebpBitstream.lossy(lossy, limits);
        requireCanvas(stream);
        Picture colours = WebpPixels.read(stream, limits);
        return alpha == null ? colours : new WebpAlpha(alpha, stream.width(), stream.height(), limits).over(colours);
    }

    private void requireCanvas(WebpBitstream stream) throws Undecodable {
        if (canvasWidth != 0 && (canvasWidth != stream.width() || canvasHeight != stream.height())) {
            throw Undecodable.corrupt(
                    "expected a WebP picture as large as its canvas of %d x %d, got %d x %d",
                    canvasWidth, canvasHeight, stream.width(), stream.height());
        }
    }

    private void readChunks() throws Undecodable {
        long end = RIFF_HEADER_BYTES + Integer.toUnsignedLong(bytes.getInt(4));
        if (end > bytes.capacity()) {
            throw Undecodable.truncated("expected a WebP of %,d bytes, got %,d", end, bytes.capacity());
        }
        int at = CHUNKS_AT;
        while (end - at >= RIFF_HEADER_BYTES) {
            String name = name(at);
            long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            at += RIFF_HEADER_BYTES;
            if (length > end - at) {
                throw Undecodable.truncated("expected %,d bytes in WebP chunk %s, got %,d", length, name, end - at);
            }
            readChunk(name, bytes.slice(at, (int) length).order(ByteOrder.LITTLE_ENDIAN));
            at += (int) Math.min(length + (length & 1), end - at);
        }
    }

    private String name(int at) {
        byte[] letters = new byte[4];
        bytes.get(at, letters);
        return new String(letters, ISO_8859_1);
    }

    private void readChunk(String name, ByteBuffer data) throws Undecodable {
        switch (name) {
            case "VP8X" -> readExtended(data);
            case "ANIM", "ANMF" -> throw animated();
            case "ALPH" -> alpha = alpha == null ? data : alpha;
            case "VP8 " -> lossy = lossy == null ? data : lossy;
            case "VP8L" -> lossless = lossless == null ? data : lossless;
            case "EXIF" -> orientation = readExif(data);
            default -> {}
        }
    }

    private void readExtended(ByteBuffer data) throws Undecodable {
        if (data.remaining() < EXTENDED_BYTES) {
            throw Undecodable.corrupt("expected a WebP canvas of 10 bytes, got %d", data.remaining());
        }
        if ((data.get(0) & ANIMATION_FLAG) != 0) {
            throw animated();
        }
        canvasWidth = 1 + (data.getInt(4) & 0xffffff);
        canvasHeight = 1 + (data.getInt(6) >>> 8);
        limits.requireSize("WebP", canvasWidth, canvasHeight);
    }

    private static Undecodable animated() {
        return new Undecodable(RejectionReason.ANIMATED, "expected one picture, got an animated WebP");
    }

    private static Orientation readExif(ByteBuffer data) {
        byte[] exif = new byte[Math.min(data.remaining(), MAX_EXIF_BYTES)];
        data.get(exif);
        boolean prefixed = ByteBuffer.wrap(exif).mismatch(ByteBuffer.wrap(EXIF_PREFIX)) == EXIF_PREFIX.length;
        return Orientation.fromExif(prefixed ? Arrays.copyOfRange(exif, EXIF_PREFIX.length, exif.length) : exif);
    }
}
