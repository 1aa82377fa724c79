package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.ModelEvaluation;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.report.EvaluationJson;
import io.fashionstream.trainer.report.EvaluationReport;
import io.fashionstream.trainer.report.EvaluationText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on images that it has not learnt from. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures a model on its validation images and on the test set.")
final class EvaluateCommand implements Callable<Integer>, OptionRules {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final ChosenModel model = new ChosenModel();

    @Mixin
    private final ReleaseConnection connection = new ReleaseConnection();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The page to write, self-contained HTML. Default: ${DEFAULT-VALUE}")
    private Path report = Path.of("evaluation.html");

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes all figures as JSON.")
    private @Nullable Path json;

    @Option(names = "--threads", description = "Threads that run the network. Default: all processors")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (threads < 1 || threads > 256) {
            problems.add("--threads must be 1 to 256, got " + threads);
        }
        problems.addAll(OutputFile.problems("--report", report));
        problems.addAll(OutputFile.problems("--json", json));
        return problems;
    }

    @Override
    public Integer call() throws IOException {
        ModelArtifact artifact = model.read(connection);
        DataSet dataSet = data.read();
        PrintWriter out = spec.commandLine().getOut();
        announce(artifact, dataSet, out);
        ModelEvaluation evaluation = measured(artifact, dataSet);
        out.print(EvaluationText.render(evaluation.sets(), evaluation.throughput()));
        out.printf(
                Locale.ROOT,
                "Exported network: probabilities within %.1e of the trained network's (manifest: %.1e)%n",
                evaluation.parity(),
                artifact.manifest().parity());
        write(artifact, evaluation, out);
        return 0;
    }

    private ModelEvaluation measured(ModelArtifact artifact, DataSet dataSet) {
        try (ImagesProgress progress =
                new ImagesProgress("Measuring", ModelEvaluation.imagesToScore(artifact.manifest(), dataSet))) {
            return ModelEvaluation.of(artifact, dataSet, threads, progress::add);
        }
    }

    /** Says what is to come: running both networks over all images takes up to a minute. */
    private static void announce(ModelArtifact artifact, DataSet dataSet, PrintWriter out) {
        out.printf("Model %s (%s)%n", artifact.modelId(), artifact.manifest().network());
        boolean trainedOnThis = ModelEvaluation.isTrainedOn(artifact.manifest(), dataSet);
        if (!trainedOnThis) {
            out.printf(
                    "The model was trained on other files than %s: only the test set is measured.%n", dataSet.source());
        }
        out.printf(
                "Measuring on %s ...%n%n", trainedOnThis ? "its validation images and the test set" : "the test set");
        out.flush();
    }

    private void write(ModelArtifact artifact, ModelEvaluation evaluation, PrintWriter out) throws IOException {
        String network = artifact.manifest().network();
        if (json != null) {
            Files.writeString(
                    json,
                    EvaluationJson.render(artifact.modelId(), network, evaluation.sets(), evaluation.throughput()));
            out.printf("%nJSON:   %s", json.toAbsolutePath());
        }
        Files.writeString(
                report,
                EvaluationReport.render(
                        artifact.modelId(), artifact.manifest(), evaluation.sets(), evaluation.throughput()));
        out.printf("%nReport: %s%n", report.toAbsolutePath());
    }
}
