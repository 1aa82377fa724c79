package io.fashionstream.image;

/** One component of a picture while it is read: its samples, reduced, and what a progressive file needs beside them. */
final class JpegPlane {
    private static final long[] NONE = {};

    final JpegTransform transform;
    /** Blocks beside each other, those included that only fill up the last unit. */
    final int blocksAcross;
    /** Blocks beside each other that hold pixels: as many as a scan of this component alone has. */
    final int ownBlocksAcross;

    final int ownBlocksDown;
    /** For each coefficient, as coded, what to multiply it by. */
    final int[] quantisation;
    /** The block that is being read: its coefficients, multiplied out. */
    final float[] block;
    /** Progressive: the coefficients that are kept, block by block, not multiplied out. */
    final short[] coefficients;
    /** Progressive: for each block a bit for each coefficient that is not zero. */
    final long[] nonZero;

    private final byte[] samples;
    private final int blocksDown;

    JpegPlane(JpegFrame frame, JpegComponent component, int[] quantisation) {
        this.transform = new JpegTransform(frame.blockSide());
        this.quantisation = quantisation;
        this.blocksAcross = frame.unitsAcross() * component.across();
        this.blocksDown = frame.unitsDown() * component.down();
        this.ownBlocksAcross = ownBlocks(frame.width(), component.across(), frame.maxAcross());
        this.ownBlocksDown = ownBlocks(frame.height(), component.down(), frame.maxDown());
        this.block = new float[transform.side() * transform.side()];
        this.samples = new byte[blocksAcross * blocksDown * block.length];
        this.coefficients = new short[frame.progressive() ? samples.length : 0];
        this.nonZero = frame.progressive() ? new long[blocksAcross * blocksDown] : NONE;
    }

    private static int ownBlocks(int pixels, int factor, int largestFactor) {
        return JpegFrame.divideUp(JpegFrame.divideUp(pixels * factor, largestFactor), JpegTransform.BLOCK_SIDE);
    }

    /** Bytes that the planes of such a frame take. */
    static long bytes(JpegFrame frame) {
        long units = (long) frame.unitsAcross() * frame.unitsDown();
        int samples = frame.blockSide() * frame.blockSide();
        long perBlock = frame.progressive() ? samples * (1 + Short.BYTES) + Long.BYTES : samples;
        long blocks = 0;
        for (JpegComponent component : frame.components()) {
            blocks += units * component.across() * component.down();
        }
        return blocks * perBlock;
    }

    /** Puts coefficient {@code k}, as coded, into {@link #block}, unless the reduced size leaves it out. */
    void keep(int k, int level) {
        int place = transform.place(k);
        if (place >= 0) {
            block[place] = level * quantisation[k];
        }
    }

    /** Makes samples of {@link #block} and puts them in their place. */
    void show(int index) {
        int side = transform.side();
        int start = (index / blocksAcross * blocksAcross * side + index % blocksAcross) * side;
        transform.toSamples(block, samples, start, blocksAcross * side);
    }

    /** Progressive: shows all blocks as far as they are known. */
    void showAll() {
        for (int index = 0; index < nonZero.length; index++) {
            for (int k = 0; k < JpegTransform.COEFFICIENTS; k++) {
                int place = transform.place(k);
                if (place >= 0) {
                    block[place] = coefficients[index * block.length + place] * quantisation[k];
                }
            }
            show(index);
        }
    }

    /** The sample at column {@code x} of line {@code y}, 0 to 255. */
    int sample(int x, int y) {
        return Byte.toUnsignedInt(samples[y * blocksAcross * transform.side() + x]);
    }
}
