package io.fashionstream.image;

import java.util.Arrays;

/**
 * Which coefficients of a JPEG its scans have given so far, and to which bit.
 *
 * <p>A scan of a baseline picture gives its components completely. A scan of a progressive picture gives a range of
 * coefficients, first without their lowest bits; later scans add these bit by bit. A progressive file may end before the
 * last bit is given, and then its end-of-image marker shows that nothing was cut off. Once every coefficient is there to
 * its last bit, nothing can be missing, with or without that marker.
 */
final class JpegCoverage {
    /** In place of the number of low bits that are still missing. */
    private static final byte NOTHING_YET = Byte.MAX_VALUE;

    /** Low bits still missing, for each component and coefficient. */
    private final byte[][] missingBits;

    JpegCoverage(JpegFrame frame) {
        this.missingBits = new byte[frame.components().size()][JpegTransform.COEFFICIENTS];
        for (byte[] component : missingBits) {
            Arrays.fill(component, NOTHING_YET);
        }
    }

    /** Counts in what a scan brings. */
    void add(JpegScanHeader scan) {
        for (int i = 0; i < scan.components(); i++) {
            byte[] missing = missingBits[scan.component(i)];
            Arrays.fill(missing, scan.first(), scan.last() + 1, (byte) scan.shift());
        }
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
