package io.fashionstream.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the bits of one scan. They end at a marker or at the end of the file; reading further gives zeros, and
 * {@link #isExhausted} is true from then on. Confined to one thread.
 */
final class JpegBits {
    /** At least so many bits are there after a symbol was asked for: one of 16 bits, and 16 behind it. */
    private static final int ENOUGH = 32;

    private static final int FULL = 48;
    private static final VarHandle FOUR_BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int SHORT_MASK = (1 << JpegHuffman.SHORT_BITS) - 1;
    private static final int RESTART = 0xD0;

    private final byte[] bytes;
    private final int end;
    private int position;
    /** The next bits are the lowest {@code available} ones; those above were read before. */
    private long window;

    private int available;
    /** How many of the available bits are zeros that stand for none. */
    private int padding;

    JpegBits(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** The symbol of the code that comes next, or {@link JpegHuffman#NO_SYMBOL} if the table has no such code. */
    int symbol(JpegHuffman table) {
        if (available < ENOUGH) {
            fill();
        }
        int entry = table.shortCode(peek(JpegHuffman.SHORT_BITS));
        if (entry == 0) {
            return longSymbol(table);
        }
        available -= entry >> 8;
        return entry & 0xff;
    }

    /**
     * Reads the coefficients of a block behind its first one, and gives {@code plane} those that it keeps.
     *
     * @return whether the codes mean something and fit into the block
     */
    boolean readWaves(JpegHuffman table, JpegPlane plane) {
        int lastKept = plane.transform.lastKept();
        int k = 1;
        while (k <= lastKept) {
            int symbol = symbol(table);
            int size = symbol & 15;
            if (size == 0 && symbol != JpegHuffman.ZERO_RUN) {
                return symbol == 0;
            }
            k += symbol >> 4;
            int level = difference(size);
            if (k <= lastKept && size > 0) {
                plane.keep(k, level);
            }
            k++;
        }
        return skipWaves(table, k);
    }

    /** The rest of a block, from coefficient {@code first} on. This is where the time goes, so the state is kept in locals. */
    private boolean skipWaves(JpegHuffman table, int first) {
        long bits = window;
        int left = available;
        int k = first;
        while (k < JpegTransform.COEFFICIENTS) {
            if (left < ENOUGH) {
                available = left;
                fill();
                bits = window;
                left = available;
            }
            int step = table.shortStep((int) (bits >>> (left - JpegHuffman.SHORT_BITS)) & SHORT_MASK);
            if (step == 0) {
                available = left;
                int symbol = symbol(table);
                int size = symbol & 15;
                if (size == 0 && symbol != JpegHuffman.ZERO_RUN) {
                    return symbol == 0;
                }
                left = available - size;
                bits = window;
                k += (symbol >> 4) + 1;
            } else {
                left -= step & 0xff;
                k += step >> 8;
            }
        }
        available = left;
        return k == JpegTransform.COEFFICIENTS;
    }

    private int longSymbol(JpegHuffman table) {
        int next = peek(JpegHuffman.LONGEST_BITS);
        int length = table.longLength(next);
        if (length > JpegHuffman.LONGEST_BITS) {
            return JpegHuffman.NO_SYMBOL;
        }
        available -= length;
        return table.symbol(next >> (JpegHuffman.LONGEST_BITS - length), length);
    }

    /** The next {@code count} bits, at most 16, as a number without a sign. */
    int number(int count) {
        skip(count);
        return (int) (window >>> available) & ((1 << count) - 1);
    }

    /** The next {@code count} bits as JPEG writes differences: those that begin with 0 are negative. */
    int difference(int count) {
        return count == 0 ? 0 : signed(number(count), count);
    }

    private static int signed(int number, int count) {
        return number >> (count - 1) != 0 ? number : number - (1 << count) + 1;
    }

    void skip(int count) {
        if (available < count) {
            fill();
        }
        available -= count;
    }

    private int peek(int count) {
        return (int) (window >>> (available - count)) & ((1 << count) - 1);
    }

    private void fill() {
        if (position <= end - Integer.BYTES) {
            int four = (int) FOUR_BYTES.get(bytes, position);
            if ((~four - 0x01010101 & four & 0x80808080) == 0) {
                window = window << Integer.SIZE | Integer.toUnsignedLong(four);
                available += Integer.SIZE;
                position += Integer.BYTES;
                return;
            }
        }
        fillByByte();
    }

    /** Near the end, and where a byte is ff: that may be a stuffed one, or begin a marker. */
    private void fillByByte() {
        while (available <= FULL) {
            window = window << 8 | nextByte();
            available += 8;
        }
    }

    private int nextByte() {
        if (position < end) {
            int value = Byte.toUnsignedInt(bytes[position]);
            if (value != 0xff) {
                position++;
                return value;
            }
            if (position + 1 < end && bytes[position + 1] == 0) {
                position += 2;
                return value;
            }
        }
        padding += 8;
        return 0;
    }

    /** Whether more bits were taken than there are. */
    boolean isExhausted() {
        return available < padding;
    }

    /** Drops what is left before the next restart marker; returns that marker's number, or -1 if there is none. */
    int restart() {
        available = 0;
        padding = 0;
        while (position + 1 < end && !(bytes[position] == (byte) 0xff && (bytes[position + 1] & 0xf8) == RESTART)) {
            position++;
        }
        if (position + 1 >= end) {
            return -1;
        }
        position += 2;
        return bytes[position - 1] & 7;
    }

    /** How many whole bytes are left, if all of them are zeros; or else 0. */
    int zerosLeft() {
        int whole = Math.max(0, available - padding) / 8;
        long unread = (window >>> padding) & ((1L << (8 * whole)) - 1);
        for (int i = position; i < end; i++) {
            unread |= bytes[i];
        }
        return unread == 0 ? whole + end - position : 0;
    }
}
