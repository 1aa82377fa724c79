package io.fashionstream.image;

import java.util.Arrays;

/** Blocks of a baseline picture: one scan gives all of their coefficients, so that each becomes pixels as soon as it is read. */
final class JpegSequentialBlocks implements JpegBlocks {
    private static final int LARGEST_SIZE = 15;

    private final JpegBits bits;
    private final JpegPlane[] planes;
    private final JpegHuffman[] dcTables;
    private final JpegHuffman[] acTables;
    private final int[] predictions;

    /** @param planes of the scan's components, in their order */
    JpegSequentialBlocks(JpegBits bits, JpegPlane[] planes, JpegScanHeader header, JpegTables tables)
            throws Undecodable {
        this.bits = bits;
        this.planes = planes;
        this.dcTables = new JpegHuffman[planes.length];
        this.acTables = new JpegHuffman[planes.length];
        this.predictions = new int[planes.length];
        for (int i = 0; i < planes.length; i++) {
            dcTables[i] = tables.dc(header.tables(i));
            acTables[i] = tables.ac(header.tables(i));
        }
    }

    @Override
    public void restart() {
        Arrays.fill(predictions, 0);
    }

    @Override
    public void read(int component, int index) throws Undecodable {
        JpegPlane plane = planes[component];
        int size = bits.symbol(dcTables[component]);
        if (size > LARGEST_SIZE) {
            throw JpegBlocks.broken();
        }
        predictions[component] += bits.difference(size);
        Arrays.fill(plane.block, 0);
        plane.block[0] = predictions[component] * plane.quantisation[0];
        if (!bits.readWaves(acTables[component], plane)) {
            throw JpegBlocks.broken();
        }
        plane.show(index);
    }
}
