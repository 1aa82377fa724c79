package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Classes;
import io.fashionstream.event.Precision;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.export.OnnxExport;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many images a second the exported network labels in ONNX Runtime, by batch size and threads. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        description =
                "The exported network in ONNX Runtime, batch by batch, over images of the test set. What its weights are makes a"
                        + " difference only if it looks again at images that it doubts.")
final class InferenceCommand implements Callable<Integer> {
    private static final List<Integer> BATCHES = List.of(1, 8, 32, 64);
    /** Of the test set; each turn goes through them again and again. */
    private static final int IMAGES = 2_048;

    private static final List<Integer> THREADS = List.of(1, 2);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--network", defaultValue = "compact-cnn", description = "Default: ${DEFAULT-VALUE}")
    private String network = "";

    @Option(
            names = "--model",
            paramLabel = "ARTIFACT",
            description =
                    "Times each network that this model has, instead of an untrained one of --network. Of several models, in"
                            + " turn.")
    private List<Path> models = List.of();

    @Option(names = "--rounds", defaultValue = "7", description = "Turns of each pair. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "2", description = "Length of a turn. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Mixin
    private final DataOptions data = new DataOptions();

    /** One cell of the table. */
    private record Cell(String network, int batch, int threads) {}

    @Override
    public Integer call() throws IOException {
        require(rounds >= 1, "--rounds must be at least 1, got %d", rounds);
        LabelledImages images = data.read().test();
        Map<String, byte[]> networks = networks();
        Map<Cell, List<Double>> readings = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (int threads : THREADS) {
                for (int batch : BATCHES) {
                    List<LabelledImages> batches = batches(images, batch);
                    for (Map.Entry<String, byte[]> one : networks.entrySet()) {
                        double rate = imagesPerSecond(one.getValue(), threads, batches);
                        if (round > 0) { // the first one warms up
                            readings.computeIfAbsent(new Cell(one.getKey(), batch, threads), cell -> new ArrayList<>())
                                    .add(rate);
                        }
                    }
                }
            }
        }
        networks.keySet()
                .forEach(name -> report(name, readings, spec.commandLine().getOut()));
        return 0;
    }

    /** ONNX files by what the table calls them. */
    private Map<String, byte[]> networks() throws IOException {
        if (models.isEmpty()) {
            return Map.of(network, exported());
        }
        Map<String, byte[]> networks = new LinkedHashMap<>();
        for (Path model : models) {
            ModelArtifact artifact = ModelArtifact.read(model);
            for (Precision precision : Precision.values()) {
                if (artifact.holds(precision)) {
                    String name = model.getFileName() + " " + precision.wireName();
                    require(
                            networks.put(name, artifact.network(precision)) == null,
                            "expected models of different names, got two of %s",
                            model.getFileName());
                }
            }
        }
        return networks;
    }

    private byte[] exported() {
        NativeBackend.activate();
        return OnnxExport.export(
                NetworkDesigns.named(network).network(TrainingPlan.DEFAULT.learning(), Classes.FASHION_MNIST.size()),
                1);
    }

    private double imagesPerSecond(byte[] network, int threads, List<LabelledImages> batches) {
        try (OnnxScorer scorer = OnnxScorer.asFastAsServing(network, PixelScaling.UNIT, threads, scored -> {})) {
            scorer.probabilities(batches.get(0)); // lays out its memory
            long start = System.nanoTime();
            long images = 0;
            for (int next = 0; System.nanoTime() - start < seconds * 1e9; next++) {
                images += scorer.probabilities(batches.get(next % batches.size())).length;
            }
            return images / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void report(String network, Map<Cell, List<Double>> readings, PrintWriter out) {
        out.printf("%n| %s, batch | 1 thread, images/s | 2 threads, images/s |%n|---|---|---|%n", network);
        for (int batch : BATCHES) {
            List<String> cells = THREADS.stream()
                    .map(threads ->
                            new Readings(readings.getOrDefault(new Cell(network, batch, threads), List.of())).toText())
                    .toList();
            out.printf(Locale.ROOT, "| %d | %s |%n", batch, String.join(" | ", cells));
        }
        out.flush();
    }

    private static List<LabelledImages> batches(LabelledImages images, int size) {
        return IntStream.range(0, Math.min(IMAGES, images.size()) / size)
                .mapToObj(batch -> images.select(
                        IntStream.range(batch * size, (batch + 1) * size).toArray()))
                .toList();
    }
}
