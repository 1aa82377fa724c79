package io.fashionstream.image;

import java.nio.ByteBuffer;

/** A table of Huffman codes. */
final class JpegHuffman {
    static final int LONGEST_BITS = 16;
    /** Sixteen zeros in a row, and no coefficient behind them. */
    static final int ZERO_RUN = 0xf0;
    /** In place of a symbol where there is no such code; larger than all of them, and of size 0. */
    static final int NO_SYMBOL = 0x400;
    /** Codes of up to so many bits are found by one look. */
    static final int SHORT_BITS = 11;

    private final byte[] symbols;
    /** For each beginning of 11 bits the length of its code times 256, and its symbol; 0 if its code is longer. */
    private final short[] shortCodes = new short[1 << SHORT_BITS];
    /** For each beginning of 11 bits what {@link #shortStep} says. */
    private final short[] shortSteps = new short[1 << SHORT_BITS];
    /** Beyond the codes of each length, continued to 16 bits; the last one is beyond all that there can be. */
    private final int[] limits = new int[LONGEST_BITS + 2];
    /** What to add to a code of each length to get the index of its symbol. */
    private final int[] offsets = new int[LONGEST_BITS + 1];

    private JpegHuffman(byte[] symbols) {
        this.symbols = symbols;
    }

    /** Reads the numbers of codes of each length, and the symbols in order. */
    static JpegHuffman read(ByteBuffer data) throws Undecodable {
        if (data.remaining() < LONGEST_BITS) {
            throw Undecodable.corrupt("expected a JPEG Huffman table, got %d bytes", data.remaining());
        }
        byte[] counts = new byte[LONGEST_BITS];
        data.get(counts);
        int total = 0;
        for (byte count : counts) {
            total += Byte.toUnsignedInt(count);
        }
        if (total > 256 || total > data.remaining()) {
            throw Undecodable.corrupt("expected at most 256 JPEG Huffman codes, got %d", total);
        }
        JpegHuffman table = new JpegHuffman(new byte[total]);
        data.get(table.symbols);
        table.assignCodes(counts);
        return table;
    }

    private void assignCodes(byte[] counts) throws Undecodable {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST_BITS; length++) {
            int count = Byte.toUnsignedInt(counts[length - 1]);
            if (code + count > 1 << length) {
                throw Undecodable.corrupt("expected JPEG Huffman codes, got more of %d bits than there are", length);
            }
            offsets[length] = index - code;
            for (int i = 0; i < count && length <= SHORT_BITS; i++) {
                addShortCode(code + i, length, symbols[index + i]);
            }
            code += count;
            index += count;
            limits[length] = code << (LONGEST_BITS - length);
            code <<= 1;
        }
        limits[LONGEST_BITS + 1] = Integer.MAX_VALUE;
    }

    private void addShortCode(int code, int length, byte symbol) {
        int spare = SHORT_BITS - length;
        int entry = length << 8 | Byte.toUnsignedInt(symbol);
        int step = step(length, Byte.toUnsignedInt(symbol));
        for (int rest = 0; rest < 1 << spare; rest++) {
            shortCodes[code << spare | rest] = (short) entry;
            shortSteps[code << spare | rest] = (short) step;
        }
    }

    private static int step(int length, int symbol) {
        int size = symbol & 15;
        boolean endsBlock = size == 0 && symbol != ZERO_RUN;
        return endsBlock ? 0 : ((symbol >> 4) + 1) << 8 | (length + size);
    }

    /**
     * If these 11 bits begin with a short code of a coefficient: how many coefficients it goes on by, times 256, plus the bits of
     * code and coefficient together. 0 if the code is longer, or is none of a coefficient.
     */
    int shortStep(int bits) {
        return shortSteps[bits];
    }

    /** Length times 256 plus symbol of the short code that these 11 bits begin with; 0 if there is none. */
    int shortCode(int bits) {
        return shortCodes[bits];
    }

    /** The length of the code that 16 bits begin with, if it is no short one; {@code LONGEST_BITS + 1} if there is none. */
    int longLength(int bits) {
        int length = SHORT_BITS + 1;
        while (bits >= limits[length]) {
            length++;
        }
        return length;
    }

    /** The symbol of a code that there is. */
    int symbol(int code, int length) {
        return Byte.toUnsignedInt(symbols[code + offsets[length]]);
    }
}
