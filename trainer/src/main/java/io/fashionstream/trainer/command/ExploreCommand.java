package io.fashionstream.trainer.command;

import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.data.Exploration;
import io.fashionstream.trainer.report.ExplorationReport;
import io.fashionstream.trainer.report.ExplorationText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the data set holds, on the terminal and as a page. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = "Shows what the data set holds: shapes, images, labels, gray values and defects.")
final class ExploreCommand implements Callable<Integer>, OptionRules {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The page to write, self-contained HTML. Default: ${DEFAULT-VALUE}")
    private Path report = Path.of("exploration.html");

    @Option(names = "--seed", description = "Decides which random images are shown. Default: ${DEFAULT-VALUE}")
    private long seed = 42;

    @Override
    public List<String> problems() {
        return OutputFile.problems("--report", report);
    }

    @Override
    public Integer call() throws IOException {
        Exploration exploration = Exploration.of(data.read(), seed);
        PrintWriter out = spec.commandLine().getOut();
        out.print(ExplorationText.render(exploration));
        Files.writeString(report, ExplorationReport.render(exploration));
        out.printf("%nReport: %s%n", report.toAbsolutePath());
        return 0;
    }
}
