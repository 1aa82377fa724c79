package io.fashionstream.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which of a JPEG's coefficients its scans have brought so far, and how exactly.
 *
 * <p>A scan of a baseline picture brings all of its components at once. Those of a progressive one bring a band of
 * coefficients, first without their lowest bits, and then bit by bit. A file may end before the last bit: that is for
 * the end-of-image marker to say. Where each coefficient is there to its last bit, nothing can be missing, marker or not.
 */
final class JpegCoverage {
    private static final int COEFFICIENTS = 64;
    /** In place of the number of low bits that are still missing. */
    private static final byte NOTHING_YET = Byte.MAX_VALUE;

    private static final int LARGEST_SHIFT = 13;

    private final JpegFrame frame;
    /** Low bits still missing, for each component and coefficient. */
    private final byte[][] missingBits;

    JpegCoverage(JpegFrame frame) {
        this.frame = frame;
        this.missingBits = new byte[frame.ids().length()][COEFFICIENTS];
        for (byte[] component : missingBits) {
            Arrays.fill(component, NOTHING_YET);
        }
    }

    /** Counts in what the scan with this header brings. */
    void add(ByteBuffer header) throws Undecodable {
        int components = header.hasRemaining() ? header.get() : 0;
        if (components < 1 || components > missingBits.length || header.remaining() != 2 * components + 3) {
            throw Undecodable.corrupt(
                    "expected a JPEG scan of 1 to %d components, got a scan header that fits none", missingBits.length);
        }
        int parameters = 1 + 2 * components;
        int first = Byte.toUnsignedInt(header.get(parameters));
        int last = Byte.toUnsignedInt(header.get(parameters + 1));
        int shift = header.get(parameters + 2) & 15;
        if (frame.progressive() && (first > last || last >= COEFFICIENTS || shift > LARGEST_SHIFT)) {
            throw Undecodable.corrupt("expected a JPEG scan of coefficients 0 to 63, got %d to %d", first, last);
        }
        for (int i = 0; i < components; i++) {
            byte[] missing = missingBits[component(header.get(1 + 2 * i))];
            Arrays.fill(missing, frame.progressive() ? first : 0, frame.progressive() ? last + 1 : COEFFICIENTS, (byte)
                    (frame.progressive() ? shift : 0));
        }
    }

    private int component(byte id) throws Undecodable {
        int component = frame.ids().indexOf(Byte.toUnsignedInt(id));
        if (component < 0) {
            throw Undecodable.corrupt("expected a JPEG scan of the frame's components, got one of another");
        }
        return component;
    }

    /** Whether the picture lacks nothing, whatever might follow. */
    boolean isComplete() {
        for (byte[] component : missingBits) {
            for (byte missing : component) {
                if (missing != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether each component has been seen at least roughly: without that, an end-of-image marker ends no picture. */
    boolean hasAllComponents() {
        for (byte[] component : missingBits) {
            if (component[0] == NOTHING_YET) {
                return false;
            }
        }
        return true;
    }
}
