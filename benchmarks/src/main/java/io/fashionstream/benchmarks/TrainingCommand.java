package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Classes;
import io.fashionstream.trainer.network.NetworkDesigns;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Training speed of three contenders in turn: A B C A B C. */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = "Training steps of one network: the compiled step, Deeplearning4j's fit, and DJL with PyTorch"
                + " (sequences of layers only).")
final class TrainingCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--network", defaultValue = "compact-cnn", description = "Default: ${DEFAULT-VALUE}")
    private String network = "";

    @Option(names = "--rounds", defaultValue = "7", description = "Turns of each. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "15", description = "Length of a turn. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--batch", defaultValue = "128", description = "Images of a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--threads", defaultValue = "2", description = "Of each contender. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Override
    public Integer call() throws IOException {
        require(rounds >= 1, "--rounds must be at least 1, got %d", rounds);
        PrintWriter out = spec.commandLine().getOut();
        List<ContenderProcess> contenders = new ArrayList<>();
        try {
            for (Contender.Kind kind : Contender.Kind.values()) {
                if (kind != Contender.Kind.DJL || PeerNetwork.exists(NetworkDesigns.named(network))) {
                    contenders.add(start(kind));
                }
            }
            takeTurns(contenders, out);
            report(contenders, out);
            return 0;
        } finally {
            for (ContenderProcess contender : contenders) {
                contender.close();
            }
        }
    }

    private ContenderProcess start(Contender.Kind kind) throws IOException {
        ContenderProcess contender =
                new ContenderProcess(kind, threads, List.of("--network", network, "--batch", String.valueOf(batch)));
        long parameters = NetworkDesigns.named(network)
                .layerTable(Classes.FASHION_MNIST.size())
                .parameters();
        require(
                contender.parameters() == parameters,
                "%s has %,d parameters, %s's has %,d",
                network,
                parameters,
                kind,
                contender.parameters());
        return contender;
    }

    private void takeTurns(List<ContenderProcess> contenders, PrintWriter out) throws IOException {
        for (int round = 0; round <= rounds; round++) {
            for (ContenderProcess contender : contenders) {
                Round turn = contender.turn(seconds);
                out.printf(
                        Locale.ROOT,
                        "%-8s %-9s %6.0f images/s  %5.0f images per processor second  loss %.3f%n",
                        round == 0 ? "warm-up" : "round " + round,
                        contender.kind(),
                        turn.imagesPerSecond(),
                        turn.imagesPerProcessorSecond(),
                        turn.loss());
                out.flush();
            }
        }
    }

    private void report(List<ContenderProcess> contenders, PrintWriter out) {
        out.printf("%n| %s | images/s | ratio | images per processor second | loss, first to last turn |%n", network);
        out.println("|---|---|---|---|---|");
        List<Round> compiled = contenders.get(0).counted();
        for (ContenderProcess contender : contenders) {
            require(
                    contender.lastLoss() < contender.firstLoss(),
                    "%s does not learn: its loss went from %s to %s",
                    contender.kind(),
                    contender.firstLoss(),
                    contender.lastLoss());
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %s | %.3f to %.3f |%n",
                    contender.kind().name().toLowerCase(Locale.ROOT),
                    readings(contender.counted(), Round::imagesPerSecond).toText(),
                    ratios(compiled, contender.counted()).median(),
                    readings(contender.counted(), Round::imagesPerProcessorSecond)
                            .toText(),
                    contender.firstLoss(),
                    contender.lastLoss());
        }
        out.flush();
    }

    /** How many times as fast the compiled step was as the other in the same round. */
    private static Readings ratios(List<Round> compiled, List<Round> other) {
        return new Readings(IntStream.range(0, compiled.size())
                .mapToObj(i -> compiled.get(i).imagesPerSecond() / other.get(i).imagesPerSecond())
                .toList());
    }

    private static Readings readings(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return new Readings(rounds.stream().mapToDouble(figure).boxed().toList());
    }
}
