package io.fashionstream.image;

/**
 * The inverse discrete cosine transform of a block of 8 x 8 coefficients to n x n samples, n from 1 to 8. It uses the n x n
 * coefficients of the lowest frequencies, which gives the same picture at a smaller size.
 */
final class JpegTransform {
    static final int BLOCK_SIDE = 8;
    static final int COEFFICIENTS = BLOCK_SIDE * BLOCK_SIDE;

    /** Row times 8 plus column of each coefficient, in the order in which they are coded. */
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private final int side;
    private final int lastKept;
    /** Where each coefficient, as coded, stands in a block of the reduced size; -1 for those that are left out. */
    private final int[] places;
    /** For each sample of a line what each coefficient adds to it. */
    private final float[] basis;

    private final float[] columns;

    /** @param side of the reduced block: 1, 2, 4 or 8 */
    JpegTransform(int side) {
        this.side = side;
        this.places = new int[COEFFICIENTS];
        this.basis = new float[side * side];
        this.columns = new float[side * side];
        int last = 0;
        for (int k = 0; k < COEFFICIENTS; k++) {
            int row = ZIGZAG[k] / BLOCK_SIDE;
            int column = ZIGZAG[k] % BLOCK_SIDE;
            places[k] = row < side && column < side ? row * side + column : -1;
            last = places[k] < 0 ? last : k;
        }
        this.lastKept = last;
        for (int sample = 0; sample < side; sample++) {
            for (int wave = 0; wave < side; wave++) {
                double scale = (wave == 0 ? 1 : Math.sqrt(2)) / Math.sqrt(BLOCK_SIDE);
                basis[sample * side + wave] =
                        (float) (scale * Math.cos((2 * sample + 1) * wave * Math.PI / (2 * side)));
            }
        }
    }

    int side() {
        return side;
    }

    /** The last coefficient, as coded, that is not left out. */
    int lastKept() {
        return lastKept;
    }

    /** The place of coefficient {@code k}, counted as coded, in a reduced block; -1 if it is left out. */
    int place(int k) {
        return places[k];
    }

    /** Writes the samples of {@code block}, whose coefficients are multiplied out, to {@code target}. */
    void toSamples(float[] block, byte[] target, int start, int stride) {
        if (side == 1) {
            target[start] = sample(block[0] / BLOCK_SIDE);
            return;
        }
        if (side == 2) {
            toFourSamples(block, target, start, stride);
            return;
        }
        for (int column = 0; column < side; column++) {
            transformColumn(block, column);
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int wave = 0; wave < side; wave++) {
                    sum += basis[x * side + wave] * columns[y * side + wave];
                }
                target[start + y * stride + x] = sample(sum);
            }
        }
    }

    /** Of two coefficients of a line, all factors are the same but for their signs. */
    private static void toFourSamples(float[] block, byte[] target, int start, int stride) {
        float left = block[0] + block[1];
        float right = block[0] - block[1];
        float leftChange = block[2] + block[3];
        float rightChange = block[2] - block[3];
        target[start] = sample((left + leftChange) / BLOCK_SIDE);
        target[start + 1] = sample((right + rightChange) / BLOCK_SIDE);
        target[start + stride] = sample((left - leftChange) / BLOCK_SIDE);
        target[start + stride + 1] = sample((right - rightChange) / BLOCK_SIDE);
    }

    private void transformColumn(float[] block, int column) {
        for (int y = 0; y < side; y++) {
            float sum = 0;
            for (int wave = 0; wave < side; wave++) {
                sum += basis[y * side + wave] * block[wave * side + column];
            }
            columns[y * side + column] = sum;
        }
    }

    private static byte sample(float level) {
        return (byte) Math.max(0, Math.min(255, (int) (level + 128.5f)));
    }
}
