package io.fashionstream.image;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The picture that the scans of one JPEG frame make, scan by scan. To be used by one thread. */
final class JpegImage {
    private final JpegFrame frame;
    private final DecodeLimits limits;
    private final JpegCoverage coverage;
    private final @Nullable JpegPlane[] planes;
    private int scans;
    private int zerosLeft;

    /** A picture of which no scan has been read; refused if it would take too much memory. */
    JpegImage(JpegFrame frame, DecodeLimits limits) throws Undecodable {
        limits.requireWorkingBytes(
                "a JPEG of %,d x %,d".formatted(frame.width(), frame.height()), JpegPlane.bytes(frame));
        this.frame = frame;
        this.limits = limits;
        this.coverage = new JpegCoverage(frame);
        this.planes = new JpegPlane[frame.components().size()];
    }

    /** Counts one more scan, and refuses the one that makes the picture too costly before looking at its data. */
    void countScan() throws Undecodable {
        scans++;
        limits.requireSteps("a JPEG of " + scans + " scans", frame.pixels(), scans);
    }

    /**
     * Reads a scan.
     *
     * @param header the data of its SOS segment
     * @param tables those that hold now
     * @param bits its entropy-coded data
     */
    void readScan(ByteBuffer header, JpegTables tables, JpegBits bits) throws Undecodable {
        JpegScanHeader scan = JpegScanHeader.read(header, frame);
        coverage.add(scan);
        JpegPlane[] scanned = new JpegPlane[scan.components()];
        for (int i = 0; i < scanned.length; i++) {
            scanned[i] = plane(scan.component(i), tables);
        }
        new JpegScan(frame, scan, tables, scanned, bits).read();
        zerosLeft = bits.zerosLeft();
    }

    private JpegPlane plane(int index, JpegTables tables) throws Undecodable {
        JpegPlane plane = planes[index];
        if (plane == null) {
            JpegComponent component = frame.components().get(index);
            plane = new JpegPlane(frame, component, tables.quantisation(component.quantisation()));
            planes[index] = plane;
        }
        return plane;
    }

    /** Whether nothing can follow that would change the picture. */
    boolean isComplete() {
        return coverage.isComplete();
    }

    /**
     * Refuses a picture that lacks a component, and one that goes on in zeros where something else should tell its end:
     * this is what an interrupted transfer into a file of the final size leaves, and zeros are codes like any other.
     *
     * @param marked whether a marker follows the last scan
     */
    void requireWhole(boolean marked) throws Undecodable {
        if (!coverage.hasAllComponents()) {
            throw Undecodable.truncated(
                    "expected scans of all %d JPEG components, got %d scans that lack one", planes.length, scans);
        }
        if (!marked && zerosLeft > 0) {
            throw Undecodable.truncated(
                    "expected an end behind the JPEG image data, got %,d zeros in its place", zerosLeft);
        }
    }

    /** The whole picture, reduced and subsampled, as it is stored. */
    Picture toPicture(boolean jfif, int adobeTransform) {
        JpegPlane[] shown = new JpegPlane[planes.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = Objects.requireNonNull(planes[i]);
            shown[i].showAll();
        }
        JpegColours colours = JpegColours.of(frame.components(), jfif, adobeTransform);
        return new JpegPixels(frame, shown, colours).toPicture();
    }
}
