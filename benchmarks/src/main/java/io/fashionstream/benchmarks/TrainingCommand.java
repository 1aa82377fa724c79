package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.trainer.network.NetworkDesigns;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Training speed of three contenders in turn: A B C A B C. */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = "Training steps of one network: the compiled step, Deeplearning4j's fit, and DJL with PyTorch.")
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
        Map<Contender.Kind, ContenderProcess> contenders = new LinkedHashMap<>();
        try {
            for (Contender.Kind kind : Contender.Kind.values()) {
                contenders.put(kind, start(kind));
            }
            takeTurns(contenders, out);
            report(contenders, out);
            return 0;
        } finally {
            for (ContenderProcess contender : contenders.values()) {
                contender.close();
            }
        }
    }

    private ContenderProcess start(Contender.Kind kind) throws IOException {
        ContenderProcess contender =
                new ContenderProcess(kind, threads, List.of("--network", network, "--batch", String.valueOf(batch)));
        long parameters = NetworkDesigns.named(network).layerTable().parameters();
        require(
                contender.parameters() == parameters,
                "%s has %,d parameters, %s's has %,d",
                network,
                parameters,
                kind,
                contender.parameters());
        return contender;
    }

    /** The first turn of each warms it up and is not counted. */
    private void takeTurns(Map<Contender.Kind, ContenderProcess> contenders, PrintWriter out) throws IOException {
        for (int round = 0; round <= rounds; round++) {
            for (var contender : contenders.entrySet()) {
                Round turn = contender.getValue().turn(seconds);
                out.printf(
                        Locale.ROOT,
                        "%-8s %-9s %6.0f images/s  %5.0f images per processor second  loss %.3f%n",
                        round == 0 ? "warm-up" : "round " + round,
                        contender.getKey(),
                        turn.imagesPerSecond(),
                        turn.imagesPerProcessorSecond(),
                        turn.loss());
                out.flush();
            }
        }
    }

    private void report(Map<Contender.Kind, ContenderProcess> contenders, PrintWriter out) {
        out.printf("%n| %s | images/s | ratio | images per processor second | loss, first to last turn |%n", network);
        out.println("|---|---|---|---|---|");
        List<Round> compiled = counted(contenders, Contender.Kind.COMPILED);
        for (Contender.Kind kind : contenders.keySet()) {
            List<Round> turns = counted(contenders, kind);
            List<Round> all = contenders.get(kind).rounds();
            double first = all.get(0).loss();
            double last = all.get(all.size() - 1).loss();
            require(last < first, "%s does not learn: its loss went from %s to %s", kind, first, last);
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %s | %.3f to %.3f |%n",
                    kind.name().toLowerCase(Locale.ROOT),
                    readings(turns, Round::imagesPerSecond).toText(),
                    ratios(compiled, turns).median(),
                    readings(turns, Round::imagesPerProcessorSecond).toText(),
                    first,
                    last);
        }
    }

    private static List<Round> counted(Map<Contender.Kind, ContenderProcess> contenders, Contender.Kind kind) {
        List<Round> all = contenders.get(kind).rounds();
        return all.subList(1, all.size());
    }

    /** How many times as fast the compiled step was as the other in the same round. */
    private static Readings ratios(List<Round> compiled, List<Round> other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < compiled.size(); i++) {
            ratios.add(compiled.get(i).imagesPerSecond() / other.get(i).imagesPerSecond());
        }
        return new Readings(ratios);
    }

    private static Readings readings(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return new Readings(rounds.stream().mapToDouble(figure).boxed().toList());
    }
}
