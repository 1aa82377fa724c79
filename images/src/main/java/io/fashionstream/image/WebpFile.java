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
 * <p>Profiles and text are skipped unread; of EXIF only the orientation is used. An animation of a single frame is read as
 * that frame; an animation of several is rejected. The file may end after the picture, except where its header announces
 * EXIF data that are still to come.
 */
final class WebpFile {
    private static final int RIFF_HEADER_BYTES = 8;
    private static final int CHUNKS_AT = 12;
    private static final int EXTENDED_BYTES = 10;
    private static final int ANIMATION_FLAG = 2;
    private static final int EXIF_FLAG = 8;
    private static final int MAX_EXIF_BYTES = 1 << 16;
    private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(ISO_8859_1);

    private final ByteBuffer bytes;
    private final DecodeLimits limits;
    private final WebpFrame still = new WebpFrame();
    private @Nullable WebpAnimationFrame frame;
    private int flags;
    private int canvasWidth;
    private int canvasHeight;
    private @Nullable Orientation orientation;

    private WebpFile(byte[] bytes, DecodeLimits limits) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
    }

    /** Decodes {@code bytes}, which begin with RIFF and have WebP's name where it belongs. */
    static Picture decode(byte[] bytes, DecodeLimits limits) throws Undecodable {
        WebpFile file = new WebpFile(bytes, limits);
        file.readChunks();
        Picture stored = file.stored();
        return file.orientation == null ? stored : file.orientation.upright(stored);
    }

    private void readChunks() throws Undecodable {
        long stated = RIFF_HEADER_BYTES + Integer.toUnsignedLong(bytes.getInt(4));
        int end = (int) Math.min(stated, bytes.capacity());
        boolean whole = WebpChunks.walk(bytes.limit(Math.max(end, CHUNKS_AT)), CHUNKS_AT, this::readChunk);
        if ((whole && stated <= bytes.capacity()) || isPictureThere()) {
            return;
        }
        throw Undecodable.truncated("expected a WebP of %,d bytes, got %,d", stated, bytes.capacity());
    }

    /** Whether a file that ends too early can have lost nothing that makes the picture. */
    private boolean isPictureThere() {
        boolean animated = frame != null || (flags & ANIMATION_FLAG) != 0;
        boolean turned = (flags & EXIF_FLAG) != 0 && orientation == null;
        return still.hasPicture() && !animated && !turned;
    }

    private void readChunk(String name, ByteBuffer data) throws Undecodable {
        switch (name) {
            case "VP8X" -> readExtended(data);
            case "ANMF" -> readFrame(data);
            case "EXIF" -> orientation = readExif(data);
            default -> still.add(name, data);
        }
    }

    private void readExtended(ByteBuffer data) throws Undecodable {
        if (data.remaining() < EXTENDED_BYTES) {
            throw Undecodable.corrupt("expected a WebP canvas of 10 bytes, got %d", data.remaining());
        }
        flags = data.get(0);
        canvasWidth = 1 + (data.getInt(4) & 0xffffff);
        canvasHeight = 1 + (data.getInt(6) >>> 8);
        limits.requireSize("WebP", canvasWidth, canvasHeight);
    }

    private void readFrame(ByteBuffer data) throws Undecodable {
        if (frame != null || still.hasPicture()) {
            throw new Undecodable(
                    RejectionReason.ANIMATED, "expected one picture, got an animated WebP of several frames");
        }
        frame = WebpAnimationFrame.read(data, limits);
    }

    private Picture stored() throws Undecodable {
        return frame == null
                ? still.read(canvasWidth, canvasHeight, limits)
                : frame.onCanvas(canvasWidth, canvasHeight, limits);
    }

    private static Orientation readExif(ByteBuffer data) {
        byte[] exif = new byte[Math.min(data.remaining(), MAX_EXIF_BYTES)];
        data.get(exif);
        boolean prefixed = ByteBuffer.wrap(exif).mismatch(ByteBuffer.wrap(EXIF_PREFIX)) == EXIF_PREFIX.length;
        return Orientation.fromExif(prefixed ? Arrays.copyOfRange(exif, EXIF_PREFIX.length, exif.length) : exif);
    }
}
