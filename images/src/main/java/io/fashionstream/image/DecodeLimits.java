package io.fashionstream.image;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.RejectionReason;

/**
 * How large a picture may be. The header is checked against this before any memory is allocated for the pixels.
 *
 * <p>A decoded picture takes at most 4 MiB, however large the photo is: of a larger photo only every n-th row and column is
 * kept while it is read. The memory that reading the format takes in addition is estimated from the header, and a picture
 * that would need more than {@code maxWorkingBytes} is rejected.
 *
 * @param maxBytes of the encoded picture
 * @param maxPixels width times height. A JPEG of more than 16 scans and a lossy WebP, which are slow to read, may have a
 *     quarter of it
 * @param maxEdgePixels the longer of width and height
 * @param maxWorkingBytes memory that the format's own decoder may need at once, per decoding thread
 */
public record DecodeLimits(int maxBytes, int maxPixels, int maxEdgePixels, long maxWorkingBytes) {
    /** 1 MiB, 24 megapixels, 16,384 pixels on an edge, 192 MiB. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(1 << 20, 24_000_000, 16_384, 192L << 20);

    private static final int MAX_STEPS_PER_PIXEL = 16;

    public DecodeLimits {
        require(maxBytes >= 784 && maxBytes <= 64 << 20, "max bytes must be 784 to 64 MiB, got %s", maxBytes);
        require(maxPixels >= 784 && maxPixels <= 100_000_000, "max pixels must be 784 to 100000000, got %s", maxPixels);
        require(maxEdgePixels >= 28 && maxEdgePixels <= 65_535, "max edge must be 28 to 65535, got %s", maxEdgePixels);
        require(maxWorkingBytes >= 1 << 20, "max working bytes must be at least 1 MiB, got %s", maxWorkingBytes);
    }

    void requireBytes(int bytes) throws Undecodable {
        if (bytes > maxBytes) {
            throw new Undecodable(
                    RejectionReason.TOO_MANY_BYTES, "expected at most %,d bytes, got %,d", maxBytes, bytes);
        }
    }

    /** Refuses a size that is empty or too large; {@code format} is for the message. */
    void requireSize(String format, long width, long height) throws Undecodable {
        if (width < 1 || height < 1) {
            throw Undecodable.corrupt("expected a %s of at least 1 x 1 pixels, got %d x %d", format, width, height);
        }
        if (Math.max(width, height) > maxEdgePixels || width * height > maxPixels) {
            throw new Undecodable(
                    RejectionReason.TOO_MANY_PIXELS,
                    "expected at most %,d pixels and no edge over %,d, got a %s of %,d x %,d",
                    maxPixels,
                    maxEdgePixels,
                    format,
                    width,
                    height);
        }
    }

    /** Refuses a picture of allowed size that is laid out so that reading it takes too much memory. */
    void requireWorkingBytes(String layout, long bytes) throws Undecodable {
        if (bytes > maxWorkingBytes) {
            throw new Undecodable(
                    RejectionReason.TOO_MANY_PIXELS,
                    "expected a picture that is read within %,d bytes of memory, got %s, which takes %,d",
                    maxWorkingBytes,
                    layout,
                    bytes);
        }
    }

    /** What to say of a picture that turned out to need too much memory while it was read. */
    Undecodable overWorkingBytes(String layout) {
        return new Undecodable(
                RejectionReason.TOO_MANY_PIXELS,
                "expected a picture that is read within %,d bytes of memory, got %s",
                maxWorkingBytes,
                layout);
    }

    /**
     * Refuses a picture that takes too long to read. The unit is what a plain scan needs for one pixel: 3 ns or so.
     *
     * @param stepsPerPixel how many of these this layout needs, such as the number of its scans
     */
    void requireSteps(String layout, long pixels, int stepsPerPixel) throws Undecodable {
        long maxSteps = (long) MAX_STEPS_PER_PIXEL * maxPixels;
        if (pixels * stepsPerPixel > maxSteps) {
            throw new Undecodable(
                    RejectionReason.TOO_MANY_PIXELS,
                    "expected a picture that is read in %,d steps, got %s of %,d pixels, which takes %,d",
                    maxSteps,
                    layout,
                    pixels,
                    pixels * stepsPerPixel);
        }
    }
}
