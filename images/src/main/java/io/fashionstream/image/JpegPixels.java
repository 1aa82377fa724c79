package io.fashionstream.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Runs the JDK's own JPEG reader over a checked file and takes its samples as they are, so that colours are made in one
 * place, {@link JpegColours}. Each call has its own reader: they must not be shared between threads.
 */
final class JpegPixels {
    /** The one complaint that costs no pixels: padding that some cameras leave before a marker. */
    private static final String HARMLESS_WARNING = "extraneous bytes";

    private static final int END_MARKER_BYTES = 2;

    private JpegPixels() {}

    /**
     * The subsampled picture, as it is stored; a file that the reader complains about is refused.
     *
     * @param marked whether the file itself had a marker behind its last scan
     */
    static Picture read(byte[] essential, boolean marked, JpegFrame frame, JpegColours colours) throws Undecodable {
        Sampling sampling = Sampling.of(frame.width(), frame.height());
        AtomicReference<String> complaint = new AtomicReference<>();
        Raster raster = readRaster(essential, sampling, complaint);
        String found = complaint.get();
        if (found != null && found.contains("premature end")) {
            throw Undecodable.truncated(
                    "expected the JPEG image data of %,d x %,d pixels, got data with a premature end",
                    frame.width(), frame.height());
        }
        if (found != null && !found.contains(HARMLESS_WARNING)) {
            throw Undecodable.corrupt("expected intact JPEG image data, got codes that mean nothing");
        }
        if (found != null && !marked) {
            requireTrailer(essential, found);
        }
        if (raster.getNumBands() != colours.samples) {
            throw Undecodable.corrupt("expected %d JPEG samples, got %d", colours.samples, raster.getNumBands());
        }
        return toPicture(raster, sampling.newPicture(), colours);
    }

    /**
     * Refuses a file that goes on in zeros behind its last scan and has no marker: this is what an interrupted transfer
     * into a file of the final size leaves, and zeros that stand for lost data are codes like any other.
     *
     * @param complaint such as "Corrupt JPEG data: 103 extraneous bytes before marker 0xd9"
     */
    private static void requireTrailer(byte[] essential, String complaint) throws Undecodable {
        int end = essential.length - END_MARKER_BYTES;
        int extraneous = 0;
        for (int i = 0; i < complaint.indexOf(HARMLESS_WARNING); i++) {
            int digit = Character.digit(complaint.charAt(i), 10);
            extraneous = digit < 0 ? extraneous : 10 * extraneous + digit;
        }
        for (int i = end - extraneous; i < end && i >= 0; i++) {
            if (essential[i] != 0) {
                return;
            }
        }
        throw Undecodable.truncated(
                "expected an end behind the JPEG image data, got %,d zeros in its place", extraneous);
    }

    private static Raster readRaster(byte[] essential, Sampling sampling, AtomicReference<String> complaint)
            throws Undecodable {
        ImageReader reader = newReader();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(essential))) {
            reader.addIIOReadWarningListener((source, warning) -> complaint.compareAndSet(null, warning));
            reader.setInput(input, true, true);
            ImageReadParam subsampling = reader.getDefaultReadParam();
            subsampling.setSourceSubsampling(sampling.step(), sampling.step(), sampling.offsetX(), sampling.offsetY());
            return reader.readRaster(0, subsampling);
        } catch (IOException | RuntimeException broken) {
            throw Undecodable.corrupt("expected JPEG tables and scans that fit together, got some that do not");
        } finally {
            reader.dispose();
        }
    }

    /** The JDK's reader, whatever other plug-ins are on the class path. */
    private static ImageReader newReader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IllegalStateException("expected a JDK with a JPEG reader (module java.desktop)");
    }

    private static Picture toPicture(Raster raster, Picture picture, JpegColours colours) {
        int[] samples = new int[raster.getWidth() * colours.samples];
        for (int y = 0; y < picture.height; y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, samples);
            for (int x = 0; x < picture.width; x++) {
                picture.set(x, y, colour(samples, x * colours.samples, colours));
            }
        }
        return picture;
    }

    private static int colour(int[] samples, int at, JpegColours colours) {
        return switch (colours.samples) {
            case 1 -> colours.rgb(samples[at], 0, 0, 0);
            case 3 -> colours.rgb(samples[at], samples[at + 1], samples[at + 2], 0);
            default -> colours.rgb(samples[at], samples[at + 1], samples[at + 2], samples[at + 3]);
        };
    }
}
