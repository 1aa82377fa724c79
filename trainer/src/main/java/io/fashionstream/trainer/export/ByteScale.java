package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

/**
 * How an unsigned byte stands for a real number: {@code (byte - zeroPoint) * scale}. Zero is exact, since convolutions
 * are padded with it.
 *
 * @param scale above 0
 * @param zeroPoint 0 to 255; 0 where nothing is negative, and what lies below is then cut off as ReLU does
 */
record ByteScale(float scale, int zeroPoint) {
    static final int LARGEST = 255;

    ByteScale {
        require(scale > 0 && Float.isFinite(scale), "scale must be above 0, got %s", scale);
        require(zeroPoint >= 0 && zeroPoint <= LARGEST, "zero point must be 0 to 255, got %d", zeroPoint);
    }

    /** Covers {@code lowest} to {@code highest}, and 0 in any case. */
    static ByteScale covering(double lowest, double highest) {
        double from = Math.min(0, lowest);
        double to = Math.max(0, highest);
        if (to == from) {
            return new ByteScale(1, 0);
        }
        double scale = (to - from) / LARGEST;
        return new ByteScale((float) scale, (int) Math.round(-from / scale));
    }

    /** The largest real number that a byte stands for. */
    float largest() {
        return (LARGEST - zeroPoint) * scale;
    }
}
