package io.fashionstream.image;

import java.nio.ByteBuffer;

/** The SOS segment: which coefficients of which components one scan brings, and with which tables it is coded. */
final class JpegScanHeader {
    private static final int LARGEST_SHIFT = 13;

    private final int[] components;
    private final int[] tables;
    private final int first;
    private final int last;
    private final int shifts;

    private JpegScanHeader(int[] components, int[] tables, int first, int last, int shifts) {
        this.components = components;
        this.tables = tables;
        this.first = first;
        this.last = last;
        this.shifts = shifts;
    }

    static JpegScanHeader read(ByteBuffer data, JpegFrame frame) throws Undecodable {
        int most = frame.components().size();
        int count = data.hasRemaining() ? data.get() : 0;
        if (count < 1 || count > most || data.remaining() != 2 * count + 3) {
            throw Undecodable.corrupt(
                    "expected a JPEG scan of 1 to %d components, got a scan header that fits none", most);
        }
        int[] components = new int[count];
        int[] tables = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = component(Byte.toUnsignedInt(data.get()), frame);
            tables[i] = Byte.toUnsignedInt(data.get());
        }
        if (!frame.progressive()) {
            return new JpegScanHeader(components, tables, 0, JpegTransform.COEFFICIENTS - 1, 0);
        }
        int first = Byte.toUnsignedInt(data.get());
        int last = Byte.toUnsignedInt(data.get());
        JpegScanHeader header = new JpegScanHeader(components, tables, first, last, Byte.toUnsignedInt(data.get()));
        header.requirePossible();
        return header;
    }

    private static int component(int id, JpegFrame frame) throws Undecodable {
        for (int i = 0; i < frame.components().size(); i++) {
            if (frame.components().get(i).id() == id) {
                return i;
            }
        }
        throw Undecodable.corrupt("expected a JPEG scan of the frame's components, got one of another");
    }

    private void requirePossible() throws Undecodable {
        boolean oneBand = first == 0 ? last == 0 : components.length == 1;
        if (!oneBand || first > last || last >= JpegTransform.COEFFICIENTS || shift() > LARGEST_SHIFT) {
            throw Undecodable.corrupt(
                    "expected a JPEG scan of coefficient 0, or of some of 1 to 63 of one component, got %d to %d",
                    first, last);
        }
    }

    int components() {
        return components.length;
    }

    /** The index in the frame of the scan's component {@code index}. */
    int component(int index) {
        return components[index];
    }

    /** The numbers of the tables of component {@code index}: four bits for DC, four for AC. */
    int tables(int index) {
        return tables[index];
    }

    /** The first coefficient that the scan brings. */
    int first() {
        return first;
    }

    int last() {
        return last;
    }

    /** Whether the scan brings one more bit of coefficients of which an earlier scan has brought the upper ones. */
    boolean refines() {
        return shifts >> 4 != 0;
    }

    /** How many low bits are still missing after this scan. */
    int shift() {
        return shifts & 15;
    }
}
