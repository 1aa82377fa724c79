package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.broker.Workspace;
import io.fashionstream.testkit.catalogue.CatalogueImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What labelling over HTTP takes from the stream. */
@Command(
        name = "endpoint",
        mixinStandardHelpOptions = true,
        description = {
            "One stream processor labels images at a stated rate, in turn without and with clients that post pictures to",
            "its /label without a pause. Broker, processor and clients share this machine's cores."
        })
final class EndpointCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--rate", defaultValue = "500", description = "Streamed images a second. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--seconds", defaultValue = "12", description = "Of a turn. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--clients", defaultValue = "4", description = "That post at once. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--explain", description = "They ask what each label rests on, too.")
    private boolean explain;

    @Mixin
    private final StreamedOptions streamed = new StreamedOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(rounds >= 1, "--rounds must be at least 1, got %d", rounds);
        PrintWriter out = spec.commandLine().getOut();
        List<CatalogueImage> images =
                BacklogImages.of(streamed.images(), (int) (rate * seconds), BacklogImages.Format.PNG);
        List<byte[]> pictures =
                images.stream().limit(100).map(CatalogueImage::bytes).toList();
        List<Besides> turns = new ArrayList<>();
        try (Workspace workspace = Workspace.create();
                EmbeddedKafka broker = EmbeddedKafka.start(workspace.directory().resolve("kafka"))) {
            Backlog.Shape shape = new Backlog.Shape(2, 6, 1, streamed.settings());
            new Backlog(broker.connection(), workspace.directory(), "endpoint", shape)
                    .besides(
                            streamed.model(),
                            images,
                            rate,
                            rounds,
                            processor -> new HttpLoad(processor, clients, explain, pictures),
                            turn -> {
                                turns.add(turn);
                                print(turn, out);
                            });
        }
        summarise(turns.subList(1, turns.size()), out); // the first one warms up
        return 0;
    }

    /**
     * One turn without and one with the clients.
     *
     * @param labelsPerSecond that the clients got
     * @param others answers of theirs that were no label
     */
    record Besides(Latency without, Latency with, double labelsPerSecond, long others) {}

    private static void print(Besides turn, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "p50 %5.1f -> %5.1f ms, p99 %6.1f -> %6.1f ms, %,.0f labels/s over HTTP, %d other answers%n",
                turn.without().p50Millis(),
                turn.with().p50Millis(),
                turn.without().p99Millis(),
                turn.with().p99Millis(),
                turn.labelsPerSecond(),
                turn.others());
        out.flush();
    }

    private static void summarise(List<Besides> turns, PrintWriter out) {
        Readings without = new Readings(
                turns.stream().map(turn -> turn.without().p99Millis()).toList());
        Readings with =
                new Readings(turns.stream().map(turn -> turn.with().p99Millis()).toList());
        out.printf("p99, median (smallest to largest): without %s ms, with %s ms%n", without.toText(), with.toText());
        out.flush();
    }
}
