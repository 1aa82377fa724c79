package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.QuantisedModel;
import io.fashionstream.trainer.Teachers;
import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.data.ClassBalance;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.training.Checkpoints;
import io.fashionstream.trainer.training.ClassWeights;
import io.fashionstream.trainer.training.MetricsFile;
import io.fashionstream.trainer.training.TrainingHistory;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import io.fashionstream.trainer.training.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network and packs it as a model artifact. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a network on Fashion-MNIST and writes a model artifact.",
            "A checkpoint is saved after every epoch, and on Ctrl-C; --resume goes on from it."
        })
final class TrainCommand implements Callable<Integer>, OptionRules {
    private static final int STOPPED = 130;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--network", description = "Default: ${DEFAULT-VALUE}")
    private String network = NetworkDesigns.ALL.get(0).name();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final ValidationOption validation = new ValidationOption();

    @Mixin
    private final TrainingOptions training = new TrainingOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The artifact; metrics and checkpoint lie beside it. Default: NETWORK.zip")
    private @Nullable Path output;

    @Option(names = "--checkpoints", paramLabel = "FOLDER", description = "Default: beside the artifact")
    private @Nullable Path checkpoints;

    @Option(names = "--resume", description = "Go on from the checkpoint, if there is one.")
    private boolean resume;

    @Option(
            names = "--start-from",
            paramLabel = "ARTIFACT",
            description =
                    "Start from the weights of this model, of the same network and classes; pair-cnn also from two, a"
                            + " compact-cnn and a residual-cnn.")
    private List<Path> startFrom = List.of();

    @Mixin
    private final TeacherOptions teachers = new TeacherOptions();

    @Option(names = "--no-int8", description = "Packs no network in 8-bit integers beside the one of floats.")
    private boolean floatsAlone;

    @Option(
            names = "--no-test",
            description =
                    "Measures nothing on the test set: the model has figures of validation alone. --resume without this"
                            + " option takes them later.")
    private boolean untested;

    @Override
    public Integer call() throws IOException {
        NetworkDesign design = NetworkDesigns.named(network);
        Path folder = checkpoints == null ? beside(artifact(), ".checkpoint") : checkpoints;
        refuseToOverwrite(folder);
        List<ModelArtifact> starts = ChosenModel.readAll(startFrom);
        DataSet read = untested ? data.read().withoutTest() : data.read();
        DataSet dataSet = starts.isEmpty()
                ? read
                : read.numberedAs(starts.get(0).manifest().classes());
        TrainingPlan plan = training.plan(dataSet.training());
        int heldOut = validation.images(dataSet, plan.batch());

        PrintWriter out = spec.commandLine().getOut();
        out.println(design.layerTable(dataSet.classes().size()).toText());
        sayImbalance(dataSet, plan, out);
        MetricsFile metrics = new MetricsFile(beside(artifact(), ".metrics.csv"));
        try (TrainingProgress progress = new TrainingProgress(out)) {
            TrainingListener listener = TrainingListener.all(List.of(metrics, progress));
            Trainer trainer = new Trainer(design, plan, dataSet, heldOut, teachers(out), listener, Optional.of(folder));
            if (!starts.isEmpty()) {
                trainer.startFrom(starts);
            }
            resume(trainer, metrics, out);
            TrainingResult result = StopOnInterrupt.run(
                    trainer,
                    () -> System.err.printf(
                            "%nStopped. To go on from the checkpoint, give the same command with --resume.%n"));
            if (result.ending() == TrainingResult.Ending.STOPPED) {
                return STOPPED;
            }
            ModelArtifact packed = packed(trainer, result, commandLine(design, plan, heldOut));
            packed.writeZip(artifact());
            sayResult(out, packed, artifact());
            return 0;
        }
    }

    private ModelArtifact packed(Trainer trainer, TrainingResult result, String commandLine) {
        if (floatsAlone) {
            return trainer.pack(result, commandLine);
        }
        QuantisedModel packed = trainer.packWithInt8(result, commandLine);
        spec.commandLine().getOut().printf("Integers:   %s%n", packed.inWords());
        return packed.artifact();
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        OptionRules.problemsOf(() -> NetworkDesigns.named(network)).forEach(problem -> problems.add("--" + problem));
        if (training.areOfNoEpochs() && startFrom.isEmpty()) {
            problems.add("--epochs 0 needs a --start-from, got none");
        }
        if (training.areOfNoEpochs() && teachers.areNamed()) {
            problems.add("--epochs 0 learns nothing, so it takes no --teacher");
        }
        return problems;
    }

    private Optional<Teachers> teachers(PrintWriter out) throws IOException {
        Optional<Teachers> read = teachers.read();
        if (read.isPresent() && read.get().asked() == Teachers.Asked.ONCE) {
            out.println("Asking the teachers about the training images ...");
            out.flush();
        }
        return read;
    }

    private void resume(Trainer trainer, MetricsFile metrics, PrintWriter out) {
        if (resume) {
            TrainingHistory history = trainer.resume();
            metrics.restart(history);
            out.printf("Going on after epoch %d%n", history.epochs().size());
        }
    }

    private static void sayImbalance(DataSet dataSet, TrainingPlan plan, PrintWriter out) {
        ClassBalance balance = ClassBalance.of(dataSet.training());
        if (!balance.isBalanced() && plan.objective().classWeights() == ClassWeights.NONE) {
            out.println(balance.remark());
        }
    }

    private Path artifact() {
        return output == null ? Path.of(network + ".zip") : output;
    }

    private void refuseToOverwrite(Path folder) {
        Path file = new Checkpoints(folder, Map.of()).file();
        if (!resume && Files.exists(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s is the checkpoint of an earlier training: go on with --resume, or delete it, or choose another"
                                    .formatted(file)
                            + " --checkpoints");
        }
    }

    private static void sayResult(PrintWriter out, ModelArtifact packed, Path artifact) {
        var manifest = packed.manifest();
        out.printf("Artifact:   %s (%,d bytes)%n", artifact, packed.zip().length);
        out.printf("Model:      %s%n", packed.modelId());
        out.printf(
                "Validation: %.4f of %,d images right%n",
                manifest.validation().accuracy(), manifest.validation().images());
        if (manifest.test() != null) {
            out.printf(
                    "Test:       %.4f of %,d images right%n",
                    manifest.test().accuracy(), manifest.test().images());
        }
    }

    private String commandLine(NetworkDesign design, TrainingPlan plan, int heldOut) {
        StringBuilder line = new StringBuilder("fashion-stream train --network %s --validation %d %s"
                .formatted(design.name(), heldOut, plan.toArguments()));
        startFrom.forEach(start -> line.append(" --start-from ").append(start));
        line.append(teachers.toArguments());
        return line.append(untested ? " --no-test" : "").toString();
    }

    private static Path beside(Path artifact, String suffix) {
        String name = artifact.getFileName().toString().replaceFirst("\\.zip$", "");
        return artifact.resolveSibling(name + suffix);
    }
}
