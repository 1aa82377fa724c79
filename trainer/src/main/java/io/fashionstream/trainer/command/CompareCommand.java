package io.fashionstream.trainer.command;

import io.fashionstream.command.OptionRules;
import io.fashionstream.event.Precision;
import io.fashionstream.trainer.ModelComparison;
import io.fashionstream.trainer.ModelComparison.Part;
import io.fashionstream.trainer.ModelComparison.Side;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.report.ComparisonJson;
import io.fashionstream.trainer.report.ComparisonReport;
import io.fashionstream.trainer.report.ComparisonRun;
import io.fashionstream.trainer.report.ComparisonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts two models side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares model B with model A on images that neither has learnt from: what it gained and lost, class by class and"
                    + " image by image, whether chance explains it, and how size and speed differ.",
            "Both must give the same classes, which are those of the data."
        })
final class CompareCommand implements Callable<Integer>, OptionRules {
    private static final int MOST_ROUNDS = 99;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description =
                    "The model to compare with: an artifact's zip file or folder, champion, challenger, or a model id or"
                            + " the beginning of one.")
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "The other model, named in the same way.")
    private String b = "";

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--part",
            description =
                    "test or validation: which images of the data. Validation needs models that held the same images"
                            + " out. Default: ${DEFAULT-VALUE}")
    private Part part = Part.TEST;

    @Option(
            names = "--precision-a",
            description = "fp32 or int8: which network of A answers. Default: ${DEFAULT-VALUE}")
    private Precision precisionA = Precision.FP32;

    @Option(names = "--precision-b", description = "The same for B. Default: ${DEFAULT-VALUE}")
    private Precision precisionB = Precision.FP32;

    @Mixin
    private final ReleaseConnection connection = new ReleaseConnection();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The page to write, self-contained HTML. Default: ${DEFAULT-VALUE}")
    private Path report = Path.of("comparison.html");

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes all figures as JSON.")
    private @Nullable Path json;

    @Option(names = "--threads", description = "Threads that run a network. Default: all processors")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--rounds",
            paramLabel = "COUNT",
            description =
                    "Rounds in which both are timed, one after the other: an odd number, or 0 for not timing them."
                            + " Default: ${DEFAULT-VALUE}")
    private int rounds = 7;

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (threads < 1 || threads > 256) {
            problems.add("--threads must be 1 to 256, got " + threads);
        }
        if (rounds < 0 || rounds > MOST_ROUNDS || (rounds != 0 && rounds % 2 == 0)) {
            problems.add("--rounds must be 0 or an odd number up to %d, got %d".formatted(MOST_ROUNDS, rounds));
        }
        problems.addAll(OutputFile.problems("--report", report));
        problems.addAll(OutputFile.problems("--json", json));
        return problems;
    }

    @Override
    public Integer call() throws IOException {
        Side first = new Side(ChosenModel.read(a, connection), precisionA);
        Side second = new Side(ChosenModel.read(b, connection), precisionB);
        DataSet dataSet = data.read();
        PrintWriter out = spec.commandLine().getOut();
        announce(out, "A", first);
        announce(out, "B", second);
        out.println();
        out.flush();
        ComparisonRun run = compared(first, second, dataSet);
        out.print(ComparisonText.render(run));
        write(run, out);
        return 0;
    }

    private static void announce(PrintWriter out, String name, Side side) {
        out.printf(
                "%s: model %s (%s, %s)%n",
                name,
                side.model().modelId(),
                side.model().manifest().network(),
                side.precision().wireName());
    }

    private ComparisonRun compared(Side first, Side second, DataSet dataSet) {
        ModelComparison sizes = new ModelComparison(first, second, threads, images -> {});
        try (ImagesProgress progress = new ImagesProgress("Comparing", sizes.imagesToScore(dataSet, part, rounds))) {
            return new ModelComparison(first, second, threads, progress::add).run(dataSet, part, rounds);
        }
    }

    private void write(ComparisonRun run, PrintWriter out) throws IOException {
        if (json != null) {
            Files.writeString(json, ComparisonJson.render(run));
            out.printf("%nJSON:   %s", json.toAbsolutePath());
        }
        Files.writeString(report, ComparisonReport.render(run));
        out.printf("%nReport: %s%n", report.toAbsolutePath().toUri());
    }
}
