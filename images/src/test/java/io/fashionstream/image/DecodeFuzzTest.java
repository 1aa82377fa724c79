package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Damaged files by the thousand: each gives one picture or one rejection, in bounded memory, and in time.
 *
 * <p>{@code -Dfuzz.seed} repeats a run, {@code -Dfuzz.mutants} makes a longer one.
 */
class DecodeFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());
    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 4_000);
    private static final Duration HUNG_AFTER = Duration.ofMinutes(2);

    /** Small limits, so that many mutants are tried rather than a few large ones decoded. */
    private static final DecodeLimits LIMITS = new DecodeLimits(1 << 20, 250_000, 4_000, 32 << 20);

    /** The picture, its smaller copies, the file's essence and its reader; garbage included. */
    private static final long MAX_ALLOCATED_BYTES = 64 << 20;

    private final ImageDecoder decoder = new ImageDecoder(LIMITS);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private volatile byte[] current = {};
    private int pictures;
    private long mostAllocatedBytes;

    @Test
    void eachDamagedFileGivesOnePictureOrOneRejection() throws InterruptedException, ExecutionException {
        System.out.printf("fuzz.seed=%d fuzz.mutants=%d%n", SEED, MUTANTS);
        Mutation mutation = new Mutation(new Random(SEED), files());
        ExecutorService fuzzer = Executors.newSingleThreadExecutor(DecodeFuzzTest::daemon);
        var run = fuzzer.submit(() -> {
            for (int i = 0; i < MUTANTS; i++) {
                decodeOne(mutation.next());
            }
        });
        awaitProgress(run);
        System.out.printf(
                "%d pictures, %d rejections, most allocated for one %,d bytes%n",
                pictures, MUTANTS - pictures, mostAllocatedBytes);
        assertThat(pictures).as("mutants that still decode").isGreaterThan(MUTANTS / 100);
        assertThat(pictures).as("mutants that do not").isLessThan(MUTANTS * 9 / 10);
    }

    private void decodeOne(byte[] mutant) {
        current = mutant;
        long before = threads.getCurrentThreadAllocatedBytes();
        Decoded decoded = decoder.decode(Decoding.event(mutant, ""));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        mostAllocatedBytes = Math.max(mostAllocatedBytes, allocated);
        pictures += decoded instanceof Decoded.Image ? 1 : 0;
        assertThat(allocated).as(describe(mutant)).isLessThan(MAX_ALLOCATED_BYTES);
        assertThat(decoded).as(describe(mutant)).isNotNull();
    }

    /** Fails when the same file has been decoded for far too long. */
    private void awaitProgress(Future<?> run) throws InterruptedException, ExecutionException {
        while (!run.isDone()) {
            byte[] seen = current;
            try {
                run.get(HUNG_AFTER.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                if (current == seen) {
                    fail("still decoding after %s: %s", HUNG_AFTER, describe(seen));
                }
            }
        }
        run.get();
    }

    private static String describe(byte[] file) {
        return "seed " + SEED + ", file " + HexFormat.of().formatHex(file);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fuzzer");
        thread.setDaemon(true);
        return thread;
    }

    private static List<byte[]> files() {
        byte[] pullover = RealImages.pullover();
        BufferedImage photo = Photos.of(pullover, 60, 80, 56);
        BufferedImage noise = new BufferedImage(17, 23, BufferedImage.TYPE_INT_ARGB);
        Random random = new Random(5);
        for (int i = 0; i < 17 * 23; i++) {
            noise.setRGB(i % 17, i / 17, random.nextInt());
        }
        return List.of(
                pullover,
                Encoded.png(pullover),
                Encoded.png(photo),
                Encoded.interlacedPng(noise),
                Encoded.sample("product.png"),
                paletteWithTransparency(),
                Encoded.jpeg(Encoded.gray(pullover)),
                JpegDecodingTest.withExif(Encoded.jpeg(photo), 6),
                Encoded.progressiveJpeg(photo),
                Encoded.sample("progressive.jpg"),
                Encoded.sample("ycck.jpg"),
                Encoded.sample("lossy.webp"),
                Encoded.sample("lossy-alpha.webp"),
                Encoded.sample("lossless.webp"),
                Encoded.sample("lossless-alpha.webp"),
                Encoded.sample("gray28-lossless.webp"),
                Encoded.sample("gray28-lossy.webp"),
                Encoded.sample("animated.webp"));
    }

    private static byte[] paletteWithTransparency() {
        return new PngBuilder()
                .header(4, 2, 2, 3)
                .chunk("PLTE", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})
                .chunk("tRNS", new byte[] {7})
                .chunk("eXIf", OrientationTest.tiff(3, true))
                .chunk("tEXt", new byte[] {'a', 0, 'b'})
                .chunk("IDAT", PngBuilder.deflated(new byte[] {0, 0x1a, 0, 0x06}))
                .end();
    }
}
