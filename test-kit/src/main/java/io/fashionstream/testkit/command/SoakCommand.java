package io.fashionstream.testkit.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.Interruption;
import io.fashionstream.command.OptionRules;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.broker.Workspace;
import io.fashionstream.testkit.fault.FaultRun;
import io.fashionstream.testkit.soak.Soak;
import io.fashionstream.trainer.ShippedModel;
import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.data.DataSet;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fashion-stream soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Streams many images through one stream processor in a JVM of its own, and prints what that takes"
                    + " meanwhile: resident memory, threads, open files, local state. Then stops and kills it, and"
                    + " prints how long it takes to come back. Linux only.",
            "Exit code 0 only if every image was labelled exactly once."
        })
final class SoakCommand implements Callable<Integer>, OptionRules {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--images", defaultValue = "1000000", description = "How many. Default: ${DEFAULT-VALUE}")
    private int images;

    @Option(names = "--samples", defaultValue = "20", description = "Rows of the table. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the processor; may be given many times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> require(images >= 1000, "--images must be at least 1000, got %d", images),
                () -> require(samples >= 2 && samples <= 1000, "--samples must be 2 to 1000, got %d", samples));
    }

    @Override
    public Integer call() throws Exception {
        return Interruption.guard(this::run);
    }

    private int run() throws Exception {
        DataSet dataSet = data.read();
        PrintStream out = System.out;
        ModelArtifact model = ShippedModel.read();
        try (Workspace workspace = Workspace.create()) {
            Path processor = workspace.directory().resolve("processor");
            try (EmbeddedKafka broker =
                            EmbeddedKafka.start(workspace.directory().resolve("kafka"), 0, FaultRun.brokerSettings());
                    Soak soak = new Soak(broker.connection(), processor, settings, out)) {
                soak.release(model);
                return soak.run(dataSet.test(), images, samples) ? 0 : 1;
            }
        }
    }
}
