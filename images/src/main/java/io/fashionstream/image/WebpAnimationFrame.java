package io.fashionstream.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The only frame of an animated WebP: a picture, and its place on the canvas.
 *
 * @param left of the frame on the canvas, in pixels, as are the others
 */
record WebpAnimationFrame(int left, int top, int width, int height, WebpFrame frame) {
    private static final int HEADER_BYTES = 16;

    /** Reads an ANMF chunk. */
    static WebpAnimationFrame read(ByteBuffer data, DecodeLimits limits) throws Undecodable {
        if (data.remaining() < HEADER_BYTES) {
            throw Undecodable.corrupt("expected a WebP frame of 16 bytes or more, got %d", data.remaining());
        }
        int width = 1 + unsigned24(data, 6);
        int height = 1 + unsigned24(data, 9);
        limits.requireSize("WebP", width, height);
        WebpFrame frame = new WebpFrame();
        ByteBuffer chunks = data.slice(HEADER_BYTES, data.remaining() - HEADER_BYTES);
        WebpChunks.walk(chunks.order(ByteOrder.LITTLE_ENDIAN), 0, frame::add);
        return new WebpAnimationFrame(2 * unsigned24(data, 0), 2 * unsigned24(data, 3), width, height, frame);
    }

    /** The canvas as this frame leaves it, transparent beside the frame; subsampled. */
    Picture onCanvas(int canvasWidth, int canvasHeight, DecodeLimits limits) throws Undecodable {
        if (left + width > canvasWidth || top + height > canvasHeight) {
            throw Undecodable.corrupt(
                    "expected a WebP frame within its canvas of %d x %d, got %d x %d at %d, %d",
                    canvasWidth, canvasHeight, width, height, left, top);
        }
        Picture pixels = frame.read(width, height, limits);
        if (width == canvasWidth && height == canvasHeight) {
            return pixels;
        }
        Sampling sampling = Sampling.of(canvasWidth, canvasHeight);
        int step = Sampling.of(width, height).step();
        Picture canvas = sampling.newPicture();
        for (int y = 0; y < canvas.height; y++) {
            int fromTop = y * sampling.step() + sampling.offsetY() - top;
            for (int x = 0; x < canvas.width; x++) {
                int fromLeft = x * sampling.step() + sampling.offsetX() - left;
                if (fromLeft >= 0 && fromLeft < width && fromTop >= 0 && fromTop < height) {
                    canvas.set(
                            x,
                            y,
                            pixels.argb(last(pixels.width, fromLeft / step), last(pixels.height, fromTop / step)));
                }
            }
        }
        return canvas;
    }

    private static int last(int length, int index) {
        return Math.min(length - 1, index);
    }

    private static int unsigned24(ByteBuffer data, int at) {
        return (data.getShort(at) & 0xffff) | (data.get(at + 2) & 0xff) << 16;
    }
}
