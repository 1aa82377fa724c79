package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.Precision;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.trainer.ModelComparison;
import io.fashionstream.trainer.ModelComparison.Part;
import io.fashionstream.trainer.ModelComparison.Side;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.publish.ClassesChange;
import io.fashionstream.trainer.report.ComparisonReport;
import io.fashionstream.trainer.report.ComparisonRun;
import io.fashionstream.trainer.report.ComparisonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that have a model compared with the present champion before it is released; a mixin. */
final class ChampionComparison implements OptionRules {
    private static final int ROUNDS = 3;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description =
                    "First compares it with the present champion on the test images of the data, as the command compare"
                            + " does, and writes the page, even if the model is then refused.")
    private @Nullable Path page;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public List<String> problems() {
        return OutputFile.problems("--compare", page);
    }

    /** Writes the page and says where it is, if it was asked for and there is another champion of the same classes. */
    void write(ModelArtifact candidate, ReleaseConnection connection, PrintWriter out) throws IOException {
        if (page == null) {
            return;
        }
        Optional<ModelArtifact> champion = champion(connection);
        String hindrance =
                champion.map(present -> hindrance(present, candidate)).orElse("there is no champion yet");
        if (champion.isEmpty() || !hindrance.isEmpty()) {
            out.printf("Not compared: %s.%n", hindrance);
            return;
        }
        ComparisonRun run = compared(champion.get(), candidate, data.read());
        Files.writeString(page, ComparisonReport.render(run));
        out.printf("The champion is A, the model to release is B.%n%s%n", ComparisonText.render(run));
        out.printf("Comparison with the champion: %s%n%n", page.toAbsolutePath().toUri());
    }

    private static Optional<ModelArtifact> champion(ReleaseConnection connection) {
        try (ReleaseReader reader = connection.reader()) {
            return Optional.ofNullable(reader.aliases().get(ModelAlias.CHAMPION))
                    .map(ModelRelease::modelId)
                    .map(reader::fetch);
        }
    }

    private static String hindrance(ModelArtifact champion, ModelArtifact candidate) {
        if (champion.modelId().equals(candidate.modelId())) {
            return "it is the champion";
        }
        ClassesChange change = ClassesChange.between(
                champion.manifest().classes(), candidate.manifest().classes());
        return change.isNone() ? "" : "the champion has other classes (" + change + ")";
    }

    private static ComparisonRun compared(ModelArtifact champion, ModelArtifact candidate, DataSet data) {
        Side a = new Side(champion, Precision.FP32);
        Side b = new Side(candidate, Precision.FP32);
        int threads = Runtime.getRuntime().availableProcessors();
        long images = new ModelComparison(a, b, threads, scored -> {}).imagesToScore(data, Part.TEST, ROUNDS);
        try (ImagesProgress progress = new ImagesProgress("Comparing", images)) {
            return new ModelComparison(a, b, threads, progress::add).run(data, Part.TEST, ROUNDS);
        }
    }
}
