package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fashionstream.event.ProductImage;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.data.LabelledImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a photo costs until it is the network's input, beside libjpeg-turbo's time for the same photos. */
@Command(
        name = "photos",
        mixinStandardHelpOptions = true,
        description = "Decodes photos for the network, in turn with djpeg (Debian's libjpeg-turbo-progs).")
final class PhotosCommand implements Callable<Integer> {
    private static final String OWN = "decoder";
    private static final String EIGHTH = "-scale 1/8";
    private static final String FULL = "";
    private static final String LOOP = "for photo; do djpeg %s -outfile /dev/null \"$photo\" || exit 1; done; times";
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "7", description = "Turns of each. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--photos", defaultValue = "60", description = "Photos of each kind. Default: ${DEFAULT-VALUE}")
    private int photos;

    @Option(names = "--files", description = "Photos of your own to measure instead: a folder of JPEG files")
    private @Nullable Path files;

    @Mixin
    private final DataOptions data = new DataOptions();

    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(rounds >= 1 && photos >= 1, "--rounds and --photos must be at least 1, got %d and %d", rounds, photos);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("| photo | kB | decoder, us | djpeg -scale 1/8, us | djpeg, us | ratio to 1/8 |%n");
        out.printf("|---|---|---|---|---|---|%n");
        if (files != null) {
            measure("own files", filesOf(files), out);
            return 0;
        }
        LabelledImages images = data.read().test();
        measure("600 x 800", made(images, 600, false), out);
        measure("1,200 x 1,600", made(images, 1200, false), out);
        measure("1,200 x 1,600, progressive", made(images, 1200, true), out);
        return 0;
    }

    private List<byte[]> made(LabelledImages images, int width, boolean progressive) {
        List<byte[]> made = new ArrayList<>();
        for (int i = 0; i < photos; i++) {
            made.add(BenchmarkPhotos.jpeg(images.image(i).toBytes(), width, i, progressive));
        }
        return made;
    }

    private static List<byte[]> filesOf(Path folder) throws IOException {
        List<byte[]> read = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                read.add(Files.readAllBytes(file));
            }
        }
        return read;
    }

    private void measure(String kind, List<byte[]> pictures, PrintWriter out) throws IOException, InterruptedException {
        List<Path> written = written(pictures);
        List<Path> tiny =
                written(Collections.nCopies(pictures.size(), BenchmarkPhotos.jpeg(new byte[784], 8, 0, false)));
        List<Double> own = new ArrayList<>();
        List<Double> eighth = new ArrayList<>();
        List<Double> full = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double decoding = decodeMicros(pictures);
            double start = djpegMicros(FULL, tiny);
            double small = djpegMicros(EIGHTH, written) - start;
            double large = djpegMicros(FULL, written) - start;
            if (round > 0) { // the first one warms up
                own.add(decoding);
                eighth.add(small);
                full.add(large);
            }
        }
        report(kind, pictures, List.of(new Readings(own), new Readings(eighth), new Readings(full)), out);
    }

    private static void report(String kind, List<byte[]> pictures, List<Readings> columns, PrintWriter out) {
        long bytes = 0;
        for (byte[] picture : pictures) {
            bytes += picture.length;
        }
        out.printf(Locale.ROOT, "| %s | %,d |", kind, bytes / pictures.size() / 1000);
        for (Readings column : columns) {
            out.printf(" %s |", column.toText());
        }
        out.printf(
                Locale.ROOT,
                " %.2f |%n",
                columns.get(0).median() / columns.get(1).median());
        out.flush();
    }

    private static List<Path> written(List<byte[]> pictures) throws IOException {
        Path folder = Files.createTempDirectory("benchmark-photos");
        folder.toFile().deleteOnExit();
        List<Path> written = new ArrayList<>();
        for (byte[] picture : pictures) {
            Path file = Files.write(folder.resolve(written.size() + ".jpg"), picture);
            file.toFile().deleteOnExit();
            written.add(file);
        }
        return written;
    }

    /** Processor time, which other programs change less than the time that passes. */
    private double decodeMicros(List<byte[]> pictures) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (byte[] picture : pictures) {
            ProductImage image = new ProductImage("p", "i", "e", OWN, Instant.EPOCH, "", picture, null);
            Decoded decoded = decoder.decode(image);
            require(decoded instanceof Decoded.Image, "expected a photo that can be read, got %s", decoded);
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e3 / pictures.size();
    }

    /** Processor time of djpeg by a picture, as the shell that starts it counts it. */
    private static double djpegMicros(String options, List<Path> pictures) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", LOOP.formatted(options), "sh"));
        pictures.forEach(picture -> command.add(picture.toString()));
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        require(shell.waitFor() == 0, "expected djpeg to read %d photos, it said: %s", pictures.size(), said);
        Matcher times = TIME.matcher(said.substring(said.indexOf('\n') + 1));
        double seconds = 0;
        while (times.find()) {
            seconds += 60 * Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
        }
        return seconds * 1e6 / pictures.size();
    }
}
