package io.fashionstream.image;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The tables that a JPEG has defined so far. A scan uses those that are defined when it begins. */
final class JpegTables {
    private static final int SLOTS = 4;

    private final int[] @Nullable [] quantisations = new int[SLOTS][];
    private final @Nullable JpegHuffman[] dc = new JpegHuffman[SLOTS];
    private final @Nullable JpegHuffman[] ac = new JpegHuffman[SLOTS];
    private int restartInterval;

    /** Reads a DQT segment. */
    void readQuantisation(ByteBuffer data) throws Undecodable {
        while (data.hasRemaining()) {
            int kind = Byte.toUnsignedInt(data.get());
            int bytes = kind >> 4 == 0 ? 1 : 2;
            if (kind >> 4 > 1 || (kind & 15) >= SLOTS || data.remaining() < JpegTransform.COEFFICIENTS * bytes) {
                throw Undecodable.corrupt("expected JPEG quantisation tables 0 to 3, got something else");
            }
            int[] table = new int[JpegTransform.COEFFICIENTS];
            for (int i = 0; i < table.length; i++) {
                table[i] = bytes == 1 ? Byte.toUnsignedInt(data.get()) : Short.toUnsignedInt(data.getShort());
            }
            quantisations[kind & 15] = table;
        }
    }

    /** Reads a DHT segment. */
    void readHuffman(ByteBuffer data) throws Undecodable {
        while (data.hasRemaining()) {
            int kind = Byte.toUnsignedInt(data.get());
            if (kind >> 4 > 1 || (kind & 15) >= SLOTS) {
                throw Undecodable.corrupt("expected JPEG Huffman tables 0 to 3, got something else");
            }
            (kind >> 4 == 0 ? dc : ac)[kind & 15] = JpegHuffman.read(data);
        }
    }

    /** Reads a DRI segment. */
    void readRestartInterval(ByteBuffer data) throws Undecodable {
        if (data.remaining() != Short.BYTES) {
            throw Undecodable.corrupt("expected a JPEG restart interval of 2 bytes, got %d", data.remaining());
        }
        restartInterval = Short.toUnsignedInt(data.getShort());
    }

    /** Minimum coded units between two restarts; 0 for none. */
    int restartInterval() {
        return restartInterval;
    }

    int[] quantisation(int number) throws Undecodable {
        int[] table = number < SLOTS ? quantisations[number] : null;
        if (table == null) {
            throw Undecodable.corrupt("expected JPEG quantisation table %d, which the frame names, got none", number);
        }
        return table;
    }

    JpegHuffman dc(int numbers) throws Undecodable {
        return defined("DC", dc, numbers >> 4);
    }

    JpegHuffman ac(int numbers) throws Undecodable {
        return defined("AC", ac, numbers & 15);
    }

    private static JpegHuffman defined(String kind, @Nullable JpegHuffman[] tables, int number) throws Undecodable {
        JpegHuffman table = number < SLOTS ? tables[number] : null;
        if (table == null) {
            throw Undecodable.corrupt("expected JPEG %s table %d, which a scan names, got none", kind, number);
        }
        return table;
    }
}
