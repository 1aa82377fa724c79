package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.broker.Workspace;
import io.fashionstream.testkit.catalogue.CatalogueImage;
import io.fashionstream.testkit.catalogue.PictureServer;
import io.fashionstream.trainer.data.LabelledImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What it costs that images lie elsewhere. */
@Command(
        name = "references",
        mixinStandardHelpOptions = true,
        description = {
            "The stream works backlogs off, in turn of events that carry their images and of events that refer to the same",
            "images on a server that answers after a delay; broker and server run in this JVM, too."
        })
final class ReferencesCommand implements Callable<Integer> {
    private static final int PRODUCTS = 500;
    private static final int DISTINCT = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns of each. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--images", defaultValue = "3000", description = "In each turn. Default: ${DEFAULT-VALUE}")
    private int images;

    @Option(
            names = "--width",
            defaultValue = "600",
            description = "Of the photos, in pixels; 0 for the data set's images as PNG. Default: ${DEFAULT-VALUE}")
    private int width;

    @Option(names = "--delay-ms", defaultValue = "20", description = "Of each answer. Default: ${DEFAULT-VALUE}")
    private int delayMillis;

    @Option(names = "--stream-threads", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}")
    private int streamThreads;

    @Mixin
    private final StreamedOptions streamed = new StreamedOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(rounds >= 1, "--rounds must be at least 1, got %d", rounds);
        PrintWriter out = spec.commandLine().getOut();
        ModelArtifact artifact = streamed.model();
        List<CatalogueImage> carried = backlog(streamed.images());
        out.printf(Locale.ROOT, "%,d bytes an image%n", meanBytes(carried));
        List<Usage> inline = new ArrayList<>();
        List<Usage> fetched = new ArrayList<>();
        try (Workspace workspace = Workspace.create();
                EmbeddedKafka broker = EmbeddedKafka.start(workspace.directory().resolve("kafka"));
                PictureServer server = new PictureServer(
                        0,
                        Duration.ofMillis(delayMillis),
                        number -> carried.get(number).bytes())) {
            List<CatalogueImage> referred = referred(carried, server);
            for (int round = 0; round <= rounds; round++) { // the first one warms up
                Usage own = backlog(broker, workspace, "inline" + round, server).workOffReady(artifact, carried);
                Usage others =
                        backlog(broker, workspace, "fetched" + round, server).workOffReady(artifact, referred);
                out.printf(Locale.ROOT, "round %d: %s, %s%n", round, text("inline", own), text("fetched", others));
                out.flush();
                if (round > 0) {
                    inline.add(own);
                    fetched.add(others);
                }
            }
        }
        out.print(table(inline, fetched));
        out.flush();
        return 0;
    }

    private Backlog backlog(EmbeddedKafka broker, Workspace workspace, String name, PictureServer server) {
        Map<String, String> settings = new HashMap<>(streamed.settings());
        settings.putIfAbsent("dataref.prefixes", server.prefix());
        settings.putIfAbsent("dataref.networks", "127.0.0.0/8");
        Backlog.Shape shape = new Backlog.Shape(streamThreads, 6, 1, settings);
        return new Backlog(broker.connection(), workspace.directory(), name, shape);
    }

    private List<CatalogueImage> backlog(LabelledImages source) {
        if (width == 0) {
            return BacklogImages.of(source, images, BacklogImages.Format.PNG);
        }
        List<byte[]> photos = new ArrayList<>();
        for (int i = 0; i < DISTINCT; i++) {
            photos.add(BenchmarkPhotos.jpeg(source.image(i).toBytes(), width, i, /* progressive= */ false));
        }
        List<CatalogueImage> backlog = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            backlog.add(new CatalogueImage(
                    "product-" + i % PRODUCTS,
                    "image-" + i,
                    "image/jpeg",
                    photos.get(i % DISTINCT),
                    source.category(i % DISTINCT),
                    null));
        }
        return backlog;
    }

    private static List<CatalogueImage> referred(List<CatalogueImage> carried, PictureServer server) {
        List<CatalogueImage> referred = new ArrayList<>();
        for (int i = 0; i < carried.size(); i++) {
            referred.add(carried.get(i).at(server.location(PictureServer.Manner.GOOD, i)));
        }
        return referred;
    }

    private static long meanBytes(List<CatalogueImage> backlog) {
        long bytes = 0;
        for (CatalogueImage image : backlog) {
            bytes += image.bytes().length;
        }
        return bytes / backlog.size();
    }

    private static String text(String name, Usage usage) {
        return String.format(
                Locale.ROOT,
                "%s %,.0f images/s at %,.0f core microseconds",
                name,
                usage.imagesPerSecond(),
                usage.coreMicrosPerImage());
    }

    private static String table(List<Usage> inline, List<Usage> fetched) {
        Readings own = new Readings(inline.stream().map(Usage::imagesPerSecond).toList());
        Readings others =
                new Readings(fetched.stream().map(Usage::imagesPerSecond).toList());
        return String.format(
                Locale.ROOT,
                "| inline, images/s | by reference, images/s | ratio |%n|---|---|---|%n| %s | %s | %.2f |%n",
                own.toText(),
                others.toText(),
                others.median() / own.median());
    }
}
