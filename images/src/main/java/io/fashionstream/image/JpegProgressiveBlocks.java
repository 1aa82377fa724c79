package io.fashionstream.image;

import java.util.Arrays;

/**
 * Blocks of a progressive picture: each scan gives a range of coefficients without their lowest bits, or one more bit of
 * them. Of coefficients that the reduced picture does not need, only whether they are zero is kept: later scans cannot be
 * read without it.
 */
final class JpegProgressiveBlocks implements JpegBlocks {
    private final JpegBits bits;
    private final JpegPlane[] planes;
    private final JpegScanHeader header;
    private final JpegHuffman[] tables;
    private final int[] predictions;
    /** How many blocks, the next one included, have no further coefficients in this band. */
    private int emptyBlocks;

    /** @param planes of the scan's components, in their order */
    JpegProgressiveBlocks(JpegBits bits, JpegPlane[] planes, JpegScanHeader header, JpegTables defined)
            throws Undecodable {
        this.bits = bits;
        this.planes = planes;
        this.header = header;
        this.predictions = new int[planes.length];
        boolean mean = header.first() == 0;
        this.tables = new JpegHuffman[mean && header.refines() ? 0 : planes.length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = mean ? defined.dc(header.tables(i)) : defined.ac(header.tables(i));
        }
    }

    @Override
    public void restart() {
        Arrays.fill(predictions, 0);
        emptyBlocks = 0;
    }

    @Override
    public void read(int component, int index) throws Undecodable {
        JpegPlane plane = planes[component];
        if (header.first() == 0) {
            readMean(component, plane, index * plane.block.length);
        } else if (header.refines()) {
            refineBand(plane, index);
        } else {
            readBand(plane, index);
        }
    }

    private void readMean(int component, JpegPlane plane, int at) throws Undecodable {
        if (header.refines()) {
            plane.coefficients[at] |= (short) (bits.number(1) << header.shift());
            return;
        }
        int size = bits.symbol(tables[component]);
        if (size > 15) {
            throw JpegBlocks.broken();
        }
        predictions[component] += bits.difference(size);
        plane.coefficients[at] = (short) (predictions[component] << header.shift());
    }

    private void readBand(JpegPlane plane, int index) throws Undecodable {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        for (int k = header.first(); k <= header.last(); k++) {
            int symbol = symbol();
            int size = symbol & 15;
            if (size == 0 && symbol != 0xf0) {
                emptyBlocks = emptyBlocks(symbol >> 4) - 1;
                return;
            }
            k += symbol >> 4;
            if (size > 0) {
                put(plane, index, k, bits.difference(size) << header.shift());
            }
        }
    }

    private int symbol() throws Undecodable {
        int symbol = bits.symbol(tables[0]);
        if (symbol == JpegHuffman.NO_SYMBOL) {
            throw JpegBlocks.broken();
        }
        return symbol;
    }

    private int emptyBlocks(int size) {
        return (1 << size) + (size == 0 ? 0 : bits.number(size));
    }

    private void put(JpegPlane plane, int index, int k, int value) throws Undecodable {
        if (k > header.last()) {
            throw JpegBlocks.broken();
        }
        plane.nonZero[index] |= 1L << k;
        int place = plane.transform.place(k);
        if (place >= 0) {
            plane.coefficients[index * plane.block.length + place] = (short) value;
        }
    }

    private void refineBand(JpegPlane plane, int index) throws Undecodable {
        int k = header.first();
        while (emptyBlocks == 0 && k <= header.last()) {
            int symbol = symbol();
            int size = symbol & 15;
            if (size == 0 && symbol != 0xf0) {
                emptyBlocks = emptyBlocks(symbol >> 4);
                break;
            }
            if (size > 1) {
                throw JpegBlocks.broken();
            }
            int value = size == 0 ? 0 : (bits.number(1) == 0 ? -1 : 1) << header.shift();
            k = refineUntil(plane, index, k, symbol >> 4);
            if (value != 0) {
                put(plane, index, k, value);
            }
            k++;
        }
        if (emptyBlocks > 0) {
            refineUntil(plane, index, k, JpegTransform.COEFFICIENTS);
            emptyBlocks--;
        }
    }

    /** Refines the coefficients from {@code k} on, steps over so many zeros, and returns where the next zero is. */
    private int refineUntil(JpegPlane plane, int index, int k, int zeros) {
        int left = zeros;
        int at = k;
        for (; at <= header.last(); at++) {
            if ((plane.nonZero[index] >> at & 1) != 0) {
                refine(plane, index, at);
            } else if (--left < 0) {
                return at;
            }
        }
        return at;
    }

    private void refine(JpegPlane plane, int index, int k) {
        int place = plane.transform.place(k);
        if (bits.number(1) != 0 && place >= 0) {
            int at = index * plane.block.length + place;
            int bit = 1 << header.shift();
            plane.coefficients[at] += (short) (plane.coefficients[at] < 0 ? -bit : bit);
        }
    }
}
