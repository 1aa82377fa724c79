package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.broker.Workspace;
import io.fashionstream.testkit.catalogue.CatalogueImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What partitions, stream threads and instances cost an image. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = {
            "The stream works backlogs off with other numbers of partitions, stream threads and instances, all in turn",
            "in this JVM, the broker's too."
        })
final class GrowthCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns of each. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--images", defaultValue = "10000", description = "In each turn. Default: ${DEFAULT-VALUE}")
    private int images;

    @Mixin
    private final StreamedOptions streamed = new StreamedOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(rounds >= 1, "--rounds must be at least 1, got %d", rounds);
        PrintWriter out = spec.commandLine().getOut();
        ModelArtifact artifact = streamed.model();
        List<CatalogueImage> backlog = BacklogImages.of(streamed.images(), images, BacklogImages.Format.PNG);
        Map<Backlog.Shape, List<Usage>> usages = new LinkedHashMap<>();
        try (Workspace workspace = Workspace.create();
                EmbeddedKafka broker = EmbeddedKafka.start(workspace.directory().resolve("kafka"))) {
            for (int round = 0; round <= rounds; round++) { // the first one warms up
                for (Backlog.Shape shape : shapes()) {
                    String name = "round%d-%s-".formatted(round, name(shape, "-"));
                    Usage usage = new Backlog(broker.connection(), workspace.directory(), name, shape)
                            .workOffReady(artifact, backlog);
                    out.printf(
                            Locale.ROOT,
                            "%s: %,.0f images/s, %,.0f core microseconds an image%n",
                            name,
                            usage.imagesPerSecond(),
                            usage.coreMicrosPerImage());
                    out.flush();
                    if (round > 0) {
                        usages.computeIfAbsent(shape, each -> new ArrayList<>()).add(usage);
                    }
                }
            }
        }
        out.print(table(usages));
        out.flush();
        return 0;
    }

    /** Partitions, threads and instances; the first is what the others are compared with. */
    private List<Backlog.Shape> shapes() {
        return List.of(
                shape(6, 1, 1),
                shape(6, 2, 1),
                shape(6, 4, 1),
                shape(24, 1, 1),
                shape(24, 2, 1),
                shape(24, 4, 1),
                shape(6, 1, 2),
                shape(24, 1, 2));
    }

    private Backlog.Shape shape(int partitions, int threads, int instances) {
        return new Backlog.Shape(threads, partitions, instances, streamed.settings());
    }

    private static String name(Backlog.Shape shape, String between) {
        return shape.partitions() + between + shape.instances() + between + shape.streamThreads();
    }

    private static String table(Map<Backlog.Shape, List<Usage>> usages) {
        StringBuilder table = new StringBuilder("| partitions | instances | stream threads each | images/s |"
                + " core microseconds an image | times the first |\n|---|---|---|---|---|---|\n");
        double first = Double.NaN;
        for (Map.Entry<Backlog.Shape, List<Usage>> entry : usages.entrySet()) {
            List<Usage> turns = entry.getValue();
            Readings cost =
                    new Readings(turns.stream().map(Usage::coreMicrosPerImage).toList());
            Readings rate =
                    new Readings(turns.stream().map(Usage::imagesPerSecond).toList());
            first = Double.isNaN(first) ? cost.median() : first;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f |%n",
                    name(entry.getKey(), " | "),
                    rate.toText(),
                    cost.toText(),
                    cost.median() / first));
        }
        return table.toString();
    }
}
