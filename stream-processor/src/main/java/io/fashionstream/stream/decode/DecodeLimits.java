package io.fashionstream.stream.decode;

import static io.fashionstream.check.Check.require;

/**
 * What an encoded picture may cost, checked from its header before anything is allocated for it.
 *
 * @param maxBytes of the encoded picture
 * @param maxPixels width times height
 * @param maxEdgePixels the longer of width and height
 */
public record DecodeLimits(int maxBytes, int maxPixels, int maxEdgePixels) {
    /** 1 MiB, 24 megapixels, 16,384 pixels on an edge. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(1 << 20, 24_000_000, 16_384);

    public DecodeLimits {
        require(maxBytes >= 784 && maxBytes <= 64 << 20, "max bytes must be 784 to 64 MiB, got %s", maxBytes);
        require(
                maxPixels >= 784 && maxPixels <= 100_000_000,
                "max pixels must be 784 to 100,000,000, got %s",
                maxPixels);
        require(maxEdgePixels >= 28 && maxEdgePixels <= 65_535, "max edge must be 28 to 65535, got %s", maxEdgePixels);
    }
}
