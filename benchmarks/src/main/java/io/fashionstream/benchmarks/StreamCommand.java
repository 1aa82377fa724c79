package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import ai.onnxruntime.OrtException;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.broker.Workspace;
import io.fashionstream.testkit.catalogue.CatalogueImage;
import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast one processor works a backlog off, from PNG on one topic to committed label on another. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description = {
            "One stream processor and one broker in this JVM work off a backlog of images, exactly once, with truths",
            "and accuracy; in turn with ONNX Runtime alone, which runs the same network on the same cores."
        })
final class StreamCommand implements Callable<Integer> {
    private static final int VALIDATION_IMAGES = 3_000;
    private static final int ENGINE_BATCH = 64;
    private static final double ENGINE_SECONDS = 5;
    private static final Duration TRAINING = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "ARTIFACT",
            description = "Default: a compact-cnn trained for five seconds; what its weights are makes no difference.")
    private @Nullable Path model;

    @Option(names = "--rounds", defaultValue = "5", description = "Backlogs. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "3",
            description = "Backlogs before them, which warm the JVM up and do not count. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--images", defaultValue = "30000", description = "In each backlog. Default: ${DEFAULT-VALUE}")
    private int images;

    @Option(names = "--stream-threads", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}")
    private int streamThreads;

    @Option(names = "--format", defaultValue = "png", description = "png or raw. Default: ${DEFAULT-VALUE}")
    private BacklogImages.Format format = BacklogImages.Format.PNG;

    @Option(names = "--partitions", defaultValue = "6", description = "Of each topic. Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(names = "--instances", defaultValue = "1", description = "Processors. Default: ${DEFAULT-VALUE}")
    private int instances;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the processor; may be given many times.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--paced-seconds",
            defaultValue = "10",
            description = "Length of the half load of which latency is measured. Default: ${DEFAULT-VALUE}")
    private double pacedSeconds;

    @Option(
            names = "--paced-rate",
            description = "Images per second of that load. Default: half of what the backlog came to.")
    private @Nullable Double pacedRate;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the medians as JSON.")
    private @Nullable Path json;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Integer call() throws IOException, InterruptedException, OrtException {
        require(rounds >= 1, "--rounds must be at least 1, got %d", rounds);
        PeerStream.prepare();
        PrintWriter out = spec.commandLine().getOut();
        DataSet dataSet = data.read();
        ModelArtifact artifact = model == null ? trained(dataSet) : ModelArtifact.read(model);
        List<CatalogueImage> backlog = BacklogImages.of(dataSet.test(), images, format);
        Backlog.Shape shape = new Backlog.Shape(streamThreads, partitions, instances, set);
        StreamFigures figures = new StreamFigures();
        int cores = Runtime.getRuntime().availableProcessors();
        try (Workspace workspace = Workspace.create();
                EmbeddedKafka broker = EmbeddedKafka.start(workspace.directory().resolve("kafka"));
                Engines engines = new Engines(artifact, batch(dataSet), cores)) {
            Path network = Files.write(workspace.directory().resolve("network.onnx"), artifact.network());
            double expected = 1000;
            for (int round = 1 - warmUp; round <= rounds; round++) {
                Map<Precision, Usage> alone = engines.run(ENGINE_SECONDS);
                double rate = pacedRate == null ? expected / 2 : pacedRate;
                List<CatalogueImage> paced = backlog.subList(0, (int) Math.min(backlog.size(), rate * pacedSeconds));
                Backlog.Result stream = new Backlog(broker.connection(), workspace.directory(), "round" + round, shape)
                        .workOff(artifact, backlog, paced, pacedRate);
                Usage peer = new Backlog(broker.connection(), workspace.directory(), "peer" + round, shape)
                        .workOffByPeer(network, backlog);
                expected = stream.usage().imagesPerSecond();
                StreamFigures.Turn turn = new StreamFigures.Turn(alone, stream, peer);
                out.printf("%-8s %s%n", round <= 0 ? "warm-up" : "round " + round, turn.toLine());
                out.flush();
                if (round > 0) {
                    figures.add(turn);
                }
            }
        }
        out.printf("%n%s", figures.toTable());
        out.flush();
        if (json != null) {
            figures.write(json);
        }
        return 0;
    }

    private static float[] batch(DataSet dataSet) {
        float[] values = new float[ENGINE_BATCH * ImageTensor.PIXELS];
        byte[] pixels = dataSet.test().pixels();
        for (int i = 0; i < values.length; i++) {
            values[i] = PixelScaling.UNIT.scale(pixels[i]);
        }
        return values;
    }

    private static ModelArtifact trained(DataSet dataSet) {
        Trainer trainer = new Trainer(
                NetworkDesigns.named("compact-cnn"),
                TrainingPlan.quick(TRAINING, 2, 2e-3, 1),
                dataSet,
                VALIDATION_IMAGES,
                Optional.empty(),
                TrainingListener.SILENT,
                Optional.empty());
        return trainer.pack(trainer.train(), "a benchmark");
    }
}
