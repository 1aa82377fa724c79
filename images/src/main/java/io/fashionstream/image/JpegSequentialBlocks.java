package io.fashionstream.image;

import java.util.Arrays;

/** Blocks of a baseline picture: one scan gives all of their coefficients, so that each becomes pixels as soon as it is read. */
final class JpegSequentialBlocks implements JpegBlocks {
    private static final int LARGEST_SIZE = 15;
    /** Sixteen zeros in a row, and no coefficient behind them. */
    private static final int ZERO_RUN = 0xf0;

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
        readWaves(plane, acTables[component]);
        plane.show(index);
    }

    private void readWaves(JpegPlane plane, JpegHuffman table) throws Undecodable {
        int lastKept = plane.transform.lastKept();
        int k = 1;
        while (k <= lastKept) {
            int symbol = bits.symbol(table);
            k += run(symbol);
            int size = symbol & 15;
            if (k >= JpegTransform.COEFFICIENTS) {
                requireEnd(symbol);
                return;
            }
            int place = plane.transform.place(k);
            int level = bits.difference(size);
            if (place >= 0) {
                plane.block[place] = level * plane.quantisation[k];
            }
            k++;
        }
        if (k < JpegTransform.COEFFICIENTS && !bits.skipToBlockEnd(table, k)) {
            throw JpegBlocks.broken();
        }
    }

    /** How many zeros come before the coefficient; enough to end the block if none comes. */
    private static int run(int symbol) {
        return (symbol & 15) == 0 && symbol != ZERO_RUN ? JpegTransform.COEFFICIENTS : symbol >> 4;
    }

    /** Beyond the last coefficient there is only the symbol that says so. */
    private static void requireEnd(int symbol) throws Undecodable {
        if (symbol != 0) {
            throw JpegBlocks.broken();
        }
    }
}
