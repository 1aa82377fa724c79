package io.fashionstream.image;

import java.nio.ByteBuffer;

/** The ALPH chunk of a lossy WebP: its transparency, plain or coded as the green of a lossless picture. */
final class WebpAlpha {
    private static final int PLAIN = 0;
    private static final int LOSSLESS = 1;

    private final ByteBuffer chunk;
    private final int width;
    private final int height;
    private final DecodeLimits limits;

    WebpAlpha(ByteBuffer chunk, int width, int height, DecodeLimits limits) {
        this.chunk = chunk;
        this.width = width;
        this.height = height;
        this.limits = limits;
    }

    /** {@code colours}, which is subsampled, with this transparency. */
    Picture over(Picture colours) throws Undecodable {
        if (!chunk.hasRemaining()) {
            throw Undecodable.truncated("expected a WebP alpha header, got an empty chunk");
        }
        int header = chunk.get(0);
        ByteBuffer data = chunk.slice(1, chunk.remaining() - 1);
        byte[] plane = plane(header & 3, data);
        unfilter(plane, header >> 2 & 3);
        return withAlpha(colours, plane);
    }

    private byte[] plane(int compression, ByteBuffer data) throws Undecodable {
        limits.requireWorkingBytes("a WebP with alpha", 9L * width * height);
        return switch (compression) {
            case PLAIN -> plain(data);
            case LOSSLESS -> WebpPixels.readGreen(WebpBitstream.headless(data, width, height, limits), limits);
            default -> throw Undecodable.corrupt("expected WebP alpha compression 0 or 1, got %d", compression);
        };
    }

    private byte[] plain(ByteBuffer data) throws Undecodable {
        int expected = width * height;
        if (data.remaining() < expected) {
            throw Undecodable.truncated("expected %,d WebP alpha bytes, got %,d", expected, data.remaining());
        }
        byte[] plane = new byte[expected];
        data.get(plane);
        return plane;
    }

    /** Undoes the prediction from neighbours in place: 0 none, 1 from the left, 2 from above, 3 from the gradient. */
    private void unfilter(byte[] plane, int filter) {
        for (int i = 0; filter != 0 && i < plane.length; i++) {
            int x = i % width;
            int left = x == 0 ? 0 : Byte.toUnsignedInt(plane[i - 1]);
            int above = i < width ? 0 : Byte.toUnsignedInt(plane[i - width]);
            int aboveLeft = x == 0 || i < width ? 0 : Byte.toUnsignedInt(plane[i - width - 1]);
            plane[i] += (byte) predicted(filter, x, i < width, left, above, aboveLeft);
        }
    }

    private static int predicted(int filter, int x, boolean firstRow, int left, int above, int aboveLeft) {
        if (firstRow) {
            return left;
        }
        if (x == 0 || filter == 2) {
            return above;
        }
        return filter == 1 ? left : Math.max(0, Math.min(255, left + above - aboveLeft));
    }

    private Picture withAlpha(Picture colours, byte[] plane) {
        Sampling sampling = Sampling.of(width, height);
        Picture result = sampling.newPicture();
        for (int y = 0; y < result.height; y++) {
            int row = (y * sampling.step() + sampling.offsetY()) * width;
            for (int x = 0; x < result.width; x++) {
                int alpha = plane[row + x * sampling.step() + sampling.offsetX()];
                result.set(x, y, (alpha << 24) | (colours.argb(x, y) & 0xffffff));
            }
        }
        return result;
    }
}
