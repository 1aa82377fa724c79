package io.fashionstream.quickstart;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.Interruption;
import io.fashionstream.command.OptionRules;
import io.fashionstream.quickstart.summary.RunSummary;
import io.fashionstream.quickstart.terminal.TerminalProbe;
import io.fashionstream.quickstart.terminal.View;
import io.fashionstream.testkit.catalogue.StreamPlan;
import io.fashionstream.trainer.ShippedModel;
import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fashion-stream quickstart}. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a broker and a stream processor in this JVM, trains a network for about a minute, and streams the"
                    + " 10,000 test images through it; half-way, the model that is shipped with the project takes over.",
            "With --data and classes of your own, a second network is trained instead, for as long, and takes over.",
            "Exit code 0 only if every image got exactly one label or one rejection."
        })
final class QuickstartCommand implements Callable<Integer>, OptionRules {
    private static final long FIRST_SEED = 1;
    private static final long SECOND_SEED = 2;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--train-seconds",
            defaultValue = "60",
            description = "How long the first model is trained, 5 to 3600. Default: ${DEFAULT-VALUE}")
    private int trainSeconds;

    @Option(
            names = "--rate",
            defaultValue = "300",
            description = "Images published each second, above 0. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--images",
            defaultValue = "10000",
            description = "Test images to publish, 1 to 10000. Default: ${DEFAULT-VALUE}")
    private int images;

    @Option(
            names = "--broken",
            defaultValue = "0",
            description = "Broken images to publish among them, which must be rejected. Default: ${DEFAULT-VALUE}")
    private int broken;

    @Option(names = "--summary", paramLabel = "FILE", description = "Write the summary as JSON.")
    private @Nullable Path summaryFile;

    @Option(names = "--keep", description = "Leave broker and processor running afterwards, until Ctrl-C.")
    private boolean keep;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> require(
                        trainSeconds >= 5 && trainSeconds <= 3600,
                        "--train-seconds must be 5 to 3600, got %d",
                        trainSeconds),
                () -> require(images >= 1 && images <= 10_000, "--images must be 1 to 10000, got %d", images),
                () -> require(broken >= 0 && broken <= 10_000, "--broken must be 0 to 10000, got %d", broken),
                () -> require(rate > 0, "--rate must be above 0 images each second, got %s", rate));
    }

    @Override
    public Integer call() throws Exception {
        return Interruption.guard(() -> {
            DataSet dataSet = data.read();
            return run(dataSet, TerminalProbe.view(System.getenv(), System.console()));
        });
    }

    private int run(DataSet dataSet, View view) throws Exception {
        StreamPlan plan = StreamPlan.of(first(dataSet.test(), images), broken, rate);
        try (Pipeline pipeline = Pipeline.start()) {
            view.say(
                    "Broker at " + pipeline.connection().bootstrapServers() + ", processor at " + pipeline.dashboard());
            ModelArtifact first = train(dataSet, FIRST_SEED, view);
            RunSummary summary = new Quickstart(pipeline, view).run(first, second(dataSet, view), plan);
            ClosingWords.of(summary, dataSet.classes()).forEach(view::say);
            if (summaryFile != null) {
                summary.write(summaryFile);
            }
            if (keep) {
                ClosingWords.whatToTryNext(pipeline).forEach(view::say);
                new CountDownLatch(1).await();
            }
            return summary.lost() == 0 && summary.doubled() == 0 ? 0 : 1;
        }
    }

    private ModelArtifact train(DataSet dataSet, long seed, View view) throws InterruptedException {
        return TrainedModel.train(dataSet, Duration.ofSeconds(trainSeconds), seed, view);
    }

    /** The shipped model, or another trained one where that gives other classes than the data has. */
    private ModelArtifact second(DataSet dataSet, View view) throws IOException, InterruptedException {
        ModelArtifact shipped = ShippedModel.read();
        return shipped.manifest()
                        .classes()
                        .categories()
                        .containsAll(dataSet.classes().categories())
                ? shipped
                : train(dataSet, SECOND_SEED, view);
    }

    private static LabelledImages first(LabelledImages all, int count) {
        return all.select(IntStream.range(0, Math.min(count, all.size())).toArray());
    }
}
