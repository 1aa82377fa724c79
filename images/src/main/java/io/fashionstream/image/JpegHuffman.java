package io.fashionstream.image;

import java.nio.ByteBuffer;

/** A table of Huffman codes. */
final class JpegHuffman {
    static final int LONGEST_BITS = 16;
    /** In place of a symbol where there is no such code; larger than all of them, and of size 0. */
    static final int NO_SYMBOL = 0x400;
    /** Codes of up to so many bits are found by one look. */
    static final int SHORT_BITS = 9;

    private final byte[] symbols;
    /** For each beginning of 9 bits the length of its code times 256, and its symbol; 0 if its code is longer. */
    private final short[] shortCodes = new short[1 << SHORT_BITS];
    /** The largest code of each length, or -1; and what to add to a code to get the index of its symbol. */
    private final int[] largestCodes = new int[LONGEST_BITS + 1];

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
            largestCodes[length] = count == 0 ? -1 : code - 1;
            code <<= 1;
        }
    }

    private void addShortCode(int code, int length, byte symbol) {
        int spare = SHORT_BITS - length;
        int entry = length << 8 | Byte.toUnsignedInt(symbol);
        for (int rest = 0; rest < 1 << spare; rest++) {
            shortCodes[code << spare | rest] = (short) entry;
        }
    }

    /** Length times 256 plus symbol of the short code that these 9 bits begin with; 0 if there is none. */
    int shortCode(int bits) {
        return shortCodes[bits];
    }

    /** The symbol of {@code code}, or -1 if there is no such code of this length. */
    int symbol(int code, int length) {
        return code <= largestCodes[length] ? Byte.toUnsignedInt(symbols[code + offsets[length]]) : -1;
    }
}
