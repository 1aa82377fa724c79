package io.fashionstream.testkit.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.Interruption;
import io.fashionstream.command.OptionRules;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.broker.Workspace;
import io.fashionstream.testkit.catalogue.StreamPlan;
import io.fashionstream.testkit.fault.Chaos;
import io.fashionstream.testkit.fault.ChaosTable;
import io.fashionstream.testkit.fault.FaultRun;
import io.fashionstream.testkit.fault.LinkedBroker;
import io.fashionstream.testkit.ledger.Finding;
import io.fashionstream.trainer.ShippedModel;
import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fashion-stream chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Streams images through two stream processors of their own JVMs, makes things fail at random meanwhile, and"
                    + " examines every single image in the end.",
            "The same seed gives the same faults in the same order. Exit code 0 only if every promise was kept."
        })
final class ChaosCommand implements Callable<Integer>, OptionRules {
    private static final int PARTITIONS = 4;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--minutes", defaultValue = "5", description = "How long images stream. Default: ${DEFAULT-VALUE}")
    private double minutes;

    @Option(names = "--seed", defaultValue = "1", description = "Of the faults. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "Images published each second. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> require(
                        minutes > 0 && minutes <= 1440, "--minutes must be above 0 and at most 1440, got %s", minutes),
                () -> require(
                        rate >= 1 && rate <= 10_000, "--rate must be 1 to 10000 images each second, got %s", rate));
    }

    @Override
    public Integer call() throws Exception {
        return Interruption.guard(this::run);
    }

    private int run() throws Exception {
        DataSet dataSet = data.read();
        PrintStream out = System.out;
        ModelArtifact first = ShippedModel.read();
        Path logs = Files.createTempDirectory("fashion-stream-chaos-");
        out.println("Logs and state of the processors: " + logs);
        try (Workspace workspace = Workspace.create();
                LinkedBroker broker = LinkedBroker.start(workspace.directory());
                FaultRun run =
                        new FaultRun(broker.kafka().connection(), Topics.DEFAULT, PARTITIONS, logs, plan(dataSet))) {
            run.release(first);
            ChaosTable table = new Chaos(run, broker, first, new Random(seed), out).run();
            out.println("All published; waiting for the last answers");
            List<Finding> findings = run.finish();
            table.lines(run).forEach(out::println);
            findings.forEach(out::println);
            return findings.stream().allMatch(Finding::kept) ? 0 : 1;
        }
    }

    /** The test images over and over, one broken among each hundred. */
    private StreamPlan plan(DataSet dataSet) {
        int images = (int) Math.ceil(minutes * 60 * rate);
        LabelledImages test = dataSet.test();
        LabelledImages repeated =
                test.select(IntStream.range(0, images).map(i -> i % test.size()).toArray());
        return StreamPlan.of(repeated, images / 100, rate);
    }
}
