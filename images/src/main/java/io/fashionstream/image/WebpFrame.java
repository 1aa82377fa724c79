package io.fashionstream.image;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The chunks of one picture: either lossless, or lossy with its transparency in a chunk of its own if it has any. */
final class WebpFrame {
    private @Nullable ByteBuffer alpha;
    private @Nullable ByteBuffer lossy;
    private @Nullable ByteBuffer lossless;

    /** Takes the first chunk of each kind; others are ignored. */
    void add(String chunk, ByteBuffer data) {
        switch (chunk) {
            case "ALPH" -> alpha = alpha == null ? data : alpha;
            case "VP8 " -> lossy = lossy == null ? data : lossy;
            case "VP8L" -> lossless = lossless == null ? data : lossless;
            default -> {}
        }
    }

    boolean hasPicture() {
        return lossy != null || lossless != null;
    }

    /**
     * The picture, subsampled.
     *
     * @param width what the file says elsewhere, or 0 if it says nothing; so is {@code height}
     */
    Picture read(int width, int height, DecodeLimits limits) throws Undecodable {
        WebpBitstream stream = stream(limits);
        if (width != 0 && (width != stream.width() || height != stream.height())) {
            throw Undecodable.corrupt(
                    "expected a WebP picture as large as its canvas of %d x %d, got %d x %d",
                    width, height, stream.width(), stream.height());
        }
        Picture colours = WebpPixels.read(stream, limits);
        return alpha == null || lossless != null
                ? colours
                : new WebpAlpha(alpha, stream.width(), stream.height(), limits).over(colours);
    }

    private WebpBitstream stream(DecodeLimits limits) throws Undecodable {
        if (lossless != null) {
            return WebpBitstream.lossless(lossless, limits);
        }
        if (lossy == null) {
            throw Undecodable.corrupt("expected a WebP with a VP8 or VP8L chunk, got none");
        }
        return WebpBitstream.lossy(lossy, limits);
    }
}
