package io.fashionstream.image;

import java.util.List;

/** How a colour is made of the samples of a JPEG. Embedded colour profiles are ignored: they do not change the category. */
enum JpegColours {
    GRAY(1) {
        @Override
        int rgb(int gray, int unused2, int unused3, int unused4) {
            return Picture.rgb(gray, gray, gray);
        }
    },
    RGB(3) {
        @Override
        int rgb(int red, int green, int blue, int unused4) {
            return Picture.rgb(red, green, blue);
        }
    },
    YCBCR(3) {
        @Override
        int rgb(int luma, int blueChroma, int redChroma, int unused4) {
            return fromYcbcr(luma, blueChroma, redChroma);
        }
    },
    /** Ink: 255 is all of it. */
    CMYK(4) {
        @Override
        int rgb(int cyan, int magenta, int yellow, int black) {
            return overBlack(Picture.rgb(255 - cyan, 255 - magenta, 255 - yellow), 255 - black);
        }
    },
    /** Adobe's files hold the paper that is left over: 0 is all of the ink. */
    INVERTED_CMYK(4) {
        @Override
        int rgb(int cyan, int magenta, int yellow, int black) {
            return overBlack(Picture.rgb(cyan, magenta, yellow), black);
        }
    },
    /** As inverted CMYK, with the three colours coded as luma and chroma of their complement. */
    INVERTED_YCCK(4) {
        @Override
        int rgb(int luma, int blueChroma, int redChroma, int black) {
            return overBlack(fromYcbcr(luma, blueChroma, redChroma) ^ 0xffffff, black);
        }
    };

    /** In place of Adobe's colour transform where the file has no such marker. */
    static final int NO_ADOBE = -1;

    private static final int ADOBE_NO_TRANSFORM = 0;
    private static final int ADOBE_YCCK = 2;
    /** For rounding, of 65,536ths. */
    private static final int HALF = 1 << 15;

    final int samples;

    JpegColours(int samples) {
        this.samples = samples;
    }

    /** The colour, opaque, of up to four samples of 0 to 255. */
    abstract int rgb(int first, int second, int third, int fourth);

    /**
     * Guesses as the common libraries do.
     *
     * @param components in whose names some files say what they are
     * @param jfif whether the file says that it is JFIF, which has only gray and YCbCr
     * @param adobeTransform what Adobe's marker says, or {@link #NO_ADOBE}
     */
    static JpegColours of(List<JpegComponent> components, boolean jfif, int adobeTransform) {
        return switch (components.size()) {
            case 1 -> GRAY;
            case 3 -> threeSamples(components, jfif, adobeTransform);
            default -> fourSamples(adobeTransform);
        };
    }

    private static JpegColours threeSamples(List<JpegComponent> components, boolean jfif, int adobeTransform) {
        if (jfif) {
            return YCBCR;
        }
        if (adobeTransform != NO_ADOBE) {
            return adobeTransform == ADOBE_NO_TRANSFORM ? RGB : YCBCR;
        }
        boolean rgb = components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
        return rgb ? RGB : YCBCR;
    }

    private static JpegColours fourSamples(int adobeTransform) {
        if (adobeTransform == NO_ADOBE) {
            return CMYK;
        }
        return adobeTransform == ADOBE_YCCK ? INVERTED_YCCK : INVERTED_CMYK;
    }

    /** The factors of JFIF (ITU-T T.871), in 65,536ths as libjpeg has them. */
    private static int fromYcbcr(int luma, int blueChroma, int redChroma) {
        int blue = blueChroma - 128;
        int red = redChroma - 128;
        return Picture.rgb(
                clamp(luma + ((91_881 * red + HALF) >> 16)),
                clamp(luma + ((-22_554 * blue - 46_802 * red + HALF) >> 16)),
                clamp(luma + ((116_130 * blue + HALF) >> 16)));
    }

    private static int overBlack(int rgb, int light) {
        return Picture.rgb(
                (rgb >> 16 & 0xff) * light / 255, (rgb >> 8 & 0xff) * light / 255, (rgb & 0xff) * light / 255);
    }

    private static int clamp(int level) {
        return Math.max(0, Math.min(255, level));
    }
}
