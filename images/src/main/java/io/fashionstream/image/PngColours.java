package io.fashionstream.image;

/**
 * Makes pixels of the samples of one scan line: gray, RGB or palette, 1 to 16 bits, with alpha or one transparent colour. Of
 * 16-bit samples only the upper byte is used.
 */
final class PngColours {
    private static final int OPAQUE = 0xff000000;

    private final PngHeader header;
    private final int[] palette;
    /** The samples that mean transparent in gray and RGB pictures, at their full depth; -1 for none. */
    private final long transparent;

    /**
     * @param palette the PLTE chunk; empty if there is none
     * @param transparency the tRNS chunk; empty if there is none
     */
    PngColours(PngHeader header, byte[] palette, byte[] transparency) throws Undecodable {
        this.header = header;
        this.palette = header.colour() == PngHeader.Colour.PALETTE ? colours(palette, transparency) : new int[0];
        this.transparent = transparentKey(transparency);
    }

    private static int[] colours(byte[] palette, byte[] alpha) throws Undecodable {
        if (palette.length == 0 || palette.length % 3 != 0 || palette.length > 3 * 256) {
            throw Undecodable.corrupt("expected a PNG palette of 1 to 256 colours, got %,d bytes", palette.length);
        }
        int[] colours = new int[palette.length / 3];
        for (int i = 0; i < colours.length; i++) {
            int opacity = i < alpha.length ? Byte.toUnsignedInt(alpha[i]) : 255;
            colours[i] = opacity << 24
                    | Byte.toUnsignedInt(palette[3 * i]) << 16
                    | Byte.toUnsignedInt(palette[3 * i + 1]) << 8
                    | Byte.toUnsignedInt(palette[3 * i + 2]);
        }
        return colours;
    }

    private long transparentKey(byte[] key) {
        return switch (header.colour()) {
            case GRAY -> key.length < 2 ? -1 : sample16(key, 0) & ((1L << header.bitDepth()) - 1);
            case RGB -> key.length < 6 ? -1 : rgbKey(sample16(key, 0), sample16(key, 1), sample16(key, 2));
            default -> -1;
        };
    }

    /** The pixel at index {@code x} of {@code line}, as 0xAARRGGBB. */
    int argb(byte[] line, int x) throws Undecodable {
        return switch (header.colour()) {
            case GRAY -> gray(sample(line, x));
            case GRAY_ALPHA -> eight(sample(line, 2 * x + 1)) << 24 | repeated(eight(sample(line, 2 * x)));
            case PALETTE -> paletteColour(sample(line, x));
            case RGB -> rgb(sample(line, 3 * x), sample(line, 3 * x + 1), sample(line, 3 * x + 2));
            case RGB_ALPHA ->
                eight(sample(line, 4 * x + 3)) << 24
                        | eight(sample(line, 4 * x)) << 16
                        | eight(sample(line, 4 * x + 1)) << 8
                        | eight(sample(line, 4 * x + 2));
        };
    }

    private int gray(int sample) {
        int level = header.bitDepth() < 8 ? sample * 255 / ((1 << header.bitDepth()) - 1) : eight(sample);
        return (sample == transparent ? 0 : OPAQUE) | repeated(level);
    }

    private int rgb(int red, int green, int blue) {
        int alpha = rgbKey(red, green, blue) == transparent ? 0 : OPAQUE;
        return alpha | eight(red) << 16 | eight(green) << 8 | eight(blue);
    }

    private int paletteColour(int index) throws Undecodable {
        if (index >= palette.length) {
            throw Undecodable.corrupt("expected a colour of the %d in the PNG palette, got %d", palette.length, index);
        }
        return palette[index];
    }

    private int sample(byte[] line, int index) {
        int depth = header.bitDepth();
        if (depth == 8) {
            return Byte.toUnsignedInt(line[index]);
        }
        if (depth == 16) {
            return sample16(line, index);
        }
        int bit = index * depth;
        return (line[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }

    private int eight(int sample) {
        return header.bitDepth() == 16 ? sample >> 8 : sample;
    }

    private static int sample16(byte[] samples, int index) {
        return Byte.toUnsignedInt(samples[2 * index]) << 8 | Byte.toUnsignedInt(samples[2 * index + 1]);
    }

    private static long rgbKey(long red, long green, long blue) {
        return red << 32 | green << 16 | blue;
    }

    private static int repeated(int level) {
        return level << 16 | level << 8 | level;
    }
}
