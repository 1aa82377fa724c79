package io.fashionstream.image;

import io.fashionstream.event.ProductImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Measures how many pictures one thread decodes in a second of processor time; a program, not a test.
 *
 * <p>Run it with the test class path of this module. Each figure is the best of five rounds of one second, after one to
 * warm up.
 */
final class DecodeSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 6;
    private static final long ROUND_NANOS = 1_000_000_000L;

    private DecodeSpeed() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        ImageIO.setUseCache(false);
        byte[] pullover = RealImages.pullover();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("raw, 784 bytes", pullover);
        files.put("PNG, 28 x 28 gray", Encoded.png(pullover));
        files.put("PNG, 600 x 800", Encoded.png(Photos.of(pullover)));
        files.put("JPEG, 600 x 800", Encoded.jpeg(Photos.of(pullover)));
        files.put("JPEG, 600 x 800, progressive", Encoded.progressiveJpeg(Photos.of(pullover)));
        files.put("WebP, 60 x 80, lossy", Encoded.sample("lossy.webp"));
        files.put("WebP, 60 x 80, lossless", Encoded.sample("lossless.webp"));

        files.forEach((name, file) -> {
            ProductImage event = Decoding.event(file, "");
            report(name, file.length, () -> Decoding.DECODER.decode(event));
        });
        byte[] png = Encoded.png(pullover);
        report("PNG, 28 x 28 gray, ImageIO.read alone", png.length, () -> readWithImageIo(png));
    }

    private static void readWithImageIo(byte[] png) {
        try {
            ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void report(String name, int bytes, Runnable decode) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double rate = rate(decode);
            best = round == 0 ? 0 : Math.max(best, rate);
        }
        System.out.printf("%-40s %,8d bytes  %,12.0f a second  %,10.1f us%n", name, bytes, best, 1e6 / best);
    }

    private static double rate(Runnable decode) {
        long start = THREADS.getCurrentThreadCpuTime();
        long count = 0;
        while (THREADS.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
            decode.run();
            count++;
        }
        return count * 1e9 / (THREADS.getCurrentThreadCpuTime() - start);
    }
}
