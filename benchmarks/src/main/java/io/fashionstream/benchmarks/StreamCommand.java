package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.quickstart.Workspace;
import io.fashionstream.quickstart.broker.EmbeddedKafka;
import io.fashionstream.quickstart.catalogue.CatalogueImage;
import io.fashionstream.quickstart.catalogue.EncodedImages;
import io.fashionstream.trainer.DataOptions;
import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
        description = "One stream processor and one broker in this JVM work off a backlog of PNG images.")
final class StreamCommand implements Callable<Integer> {
    private static final int PRODUCTS = 500;
    private static final int VALIDATION_IMAGES = 3_000;
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

    @Option(names = "--images", defaultValue = "30000", description = "In each backlog. Default: ${DEFAULT-VALUE}")
    private int images;

    @Option(names = "--stream-threads", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}")
    private int streamThreads;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(rounds >= 1, "--rounds must be at least 1, got %d", rounds);
        PrintWriter out = spec.commandLine().getOut();
        FashionMnist dataSet = data.read();
        ModelArtifact artifact = model == null ? trained(dataSet) : ModelArtifact.read(model);
        List<CatalogueImage> backlog = backlog(dataSet);
        List<Double> rates = new ArrayList<>();
        List<Double> batchSizes = new ArrayList<>();
        try (Workspace workspace = Workspace.create();
                EmbeddedKafka broker = EmbeddedKafka.start(workspace.directory().resolve("kafka"))) {
            for (int round = 0; round <= rounds; round++) { // the first one warms up
                Backlog.Result result = new Backlog(broker.connection(), workspace.directory(), round, streamThreads)
                        .workOff(artifact, backlog);
                out.printf(
                        Locale.ROOT,
                        "%-8s %,6.0f images/s  mean batch %.1f%n",
                        round == 0 ? "warm-up" : "round " + round,
                        result.imagesPerSecond(),
                        result.meanBatch());
                out.flush();
                if (round > 0) {
                    rates.add(result.imagesPerSecond());
                    batchSizes.add(result.meanBatch());
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "%n| stream threads | images/s | mean batch |%n|---|---|---|%n| %d | %s | %s |%n",
                streamThreads,
                new Readings(rates).toText(),
                new Readings(batchSizes).toText());
        out.flush();
        return 0;
    }

    private static ModelArtifact trained(FashionMnist dataSet) {
        Trainer trainer = new Trainer(
                NetworkDesigns.named("compact-cnn"),
                TrainingPlan.quick(TRAINING, 2, 2e-3),
                dataSet,
                VALIDATION_IMAGES,
                Optional.empty(),
                TrainingListener.SILENT,
                Optional.empty());
        return trainer.pack(trainer.train(), "a benchmark");
    }

    /** The test images over and over, as PNG. */
    private List<CatalogueImage> backlog(FashionMnist dataSet) {
        List<byte[]> pngs = IntStream.range(0, dataSet.test().size())
                .mapToObj(i -> EncodedImages.png(dataSet.test().image(i)))
                .toList();
        return IntStream.range(0, images)
                .mapToObj(i -> new CatalogueImage(
                        "product-" + i % PRODUCTS,
                        "image-" + i,
                        EncodedImages.PNG,
                        pngs.get(i % pngs.size()),
                        null,
                        null))
                .toList();
    }
}
