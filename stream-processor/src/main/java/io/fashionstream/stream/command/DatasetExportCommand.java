package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.connection.Reachability;
import io.fashionstream.event.Classes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.accuracy.TruthPrecedence;
import io.fashionstream.stream.export.ExportCounts;
import io.fashionstream.stream.export.ExportPlan;
import io.fashionstream.stream.export.TopicExport;
import io.fashionstream.stream.export.TruthSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes images and what is known to be true of them into a folder that the trainer reads. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the images that streamed, and whose class is known, into a folder with a sub-folder for each class.",
            "\"train --data FOLDER\" learns from it. files.csv and provenance.json say where each file came from."
        })
final class DatasetExportCommand implements Callable<Integer>, OptionRules {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions kafka = new ConnectionOptions();

    @Parameters(paramLabel = "FOLDER", description = "Where to write: an empty folder, or one that does not exist.")
    private @Nullable Path folder;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = ReplayCommand.TimeConverter.class,
            description = "Only images of this time (2026-11-22T10:00:00Z) or later, or of so long ago (PT2H).")
    private Instant from = Instant.MIN;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = ReplayCommand.TimeConverter.class,
            description = "Only images of before this time. Default: now")
    private Instant to = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);

    @Option(
            names = "--sources",
            paramLabel = "SOURCE",
            split = ",",
            defaultValue = "review,ground-truth,declared",
            description = {
                "Whose word counts: review (people on a review page), ground-truth (all others on that topic), declared"
                        + " (the catalogue).",
                "Default: ${DEFAULT-VALUE}"
            })
    private List<String> sources = List.of();

    @Option(
            names = "--precedence",
            paramLabel = "WHICH",
            defaultValue = "ground-truth",
            description =
                    "Which truth wins, as in truth.precedence of the processor: ground-truth or declared. Default:"
                            + " ${DEFAULT-VALUE}")
    private String precedence = "ground-truth";

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Put this share of the products into a folder test, and the others into train; the same ones in"
                            + " every export. Default: no such folders, and the trainer divides")
    private double testShare;

    @Option(
            names = "--leave-out-conflicts",
            description = "Leave out images of which two sources say different things.")
    private boolean leaveOutConflicts;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(() -> plan(Classes.FASHION_MNIST));
    }

    private ExportPlan plan(Classes classes) {
        return new ExportPlan(
                from,
                to,
                chosen(),
                TruthPrecedence.ofKey(precedence)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--precedence must be one of " + TruthPrecedence.keys() + ", got " + precedence)),
                classes,
                testShare,
                leaveOutConflicts);
    }

    private Set<TruthSource> chosen() {
        Set<TruthSource> chosen = EnumSet.noneOf(TruthSource.class);
        for (String source : sources) {
            chosen.add(TruthSource.ofKey(source.strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--sources must be of " + TruthSource.keys() + ", got " + source)));
        }
        return chosen;
    }

    @Override
    public Integer call() throws IOException {
        Topics topics = kafka.topics();
        Reachability.check(
                kafka.connection(),
                kafka.brokerTimeout(),
                topics.productImages(),
                topics.groundTruth(),
                topics.modelReleases());
        require(folder != null, "expected a folder to write to");
        TopicExport export = new TopicExport(kafka.connection(), topics, kafka.brokerTimeout());
        say(export.run(plan(export.classes()), Objects.requireNonNull(folder)));
        return 0;
    }

    private void say(ExportCounts counts) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Exported:      %,d of %,d images, to %s%n", counts.exported(), counts.images(), folder);
        counts.byClass().forEach((category, images) -> out.printf("  %-20s %,d%n", category, images));
        out.printf(
                "Truth of:      %s%n",
                counts.bySource().entrySet().stream()
                        .map(source -> source.getKey() + " " + source.getValue())
                        .collect(Collectors.joining(", ")));
        line(out, "Conflicting:", counts.conflicting(), "exported with the truth that counts, another says otherwise");
        line(out, "Left out:", counts.withoutTruth(), "without a truth");
        line(out, "Left out:", counts.unknownClass(), "whose truth is none of the classes");
        line(out, "Left out:", counts.leftOut(), "of which two sources say different things");
        line(out, "Left out:", counts.rejected(), "that cannot be read, as the stream rejects them");
        line(out, "Left out:", counts.repeated(), "that were sent again");
        line(out, "Left out:", counts.byReference(), "whose pictures lie elsewhere (dataref)");
        out.flush();
    }

    private static void line(PrintWriter out, String what, int images, String which) {
        if (images > 0) {
            out.printf("%-14s %,d %s%n", what, images, which);
        }
    }
}
