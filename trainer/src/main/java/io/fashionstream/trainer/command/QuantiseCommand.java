package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.ModelQuantisation;
import io.fashionstream.trainer.QuantisedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a model that was trained before its network in 8-bit integers. */
@Command(
        name = "quantise",
        mixinStandardHelpOptions = true,
        description = {
            "Gives a model its network in 8-bit integers beside the one of floats, without training it again; and what drift of"
                    + " pictures is measured against, if it does not say that.",
            "It needs the data that the model was trained on. A network that is right less often by more than 0.1 points on"
                    + " the model's validation images is left out: exit code 4, nothing is written."
        })
final class QuantiseCommand implements Callable<Integer>, OptionRules {
    private static final int REFUSED = 4;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "An artifact: its zip file, or a folder with its entries.")
    private Path model = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--output", paramLabel = "FILE", description = "The zip to write. Default: MODEL, as it is")
    private @Nullable Path output;

    @Option(names = "--threads", description = "Threads that run the networks. Default: all processors")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public List<String> problems() {
        return threads < 1 || threads > 256
                ? List.of("--threads must be 1 to 256, got " + threads)
                : OutputFile.problems("--output", output);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        QuantisedModel quantised = ModelQuantisation.of(ModelArtifact.read(model), data.read(), threads);
        out.println(quantised.inWords());
        if (!quantised.isGoodEnough()) {
            return REFUSED;
        }
        write(quantised.artifact());
        sayTest(out, quantised.artifact());
        out.printf("Model:      %s%n", quantised.artifact().modelId());
        return 0;
    }

    private void write(ModelArtifact artifact) throws IOException {
        if (output == null && Files.isDirectory(model)) {
            artifact.writeFolder(model);
        } else {
            artifact.writeZip(output == null ? model : output);
        }
    }

    private static void sayTest(PrintWriter out, ModelArtifact artifact) {
        var floats = artifact.manifest().test();
        var known = artifact.manifest().int8();
        if (floats != null && known != null && known.test() != null) {
            out.printf(
                    Locale.ROOT,
                    "Test:       %.4f of %,d images right in 8-bit integers, %.4f in floats%n",
                    known.test().accuracy(),
                    known.test().images(),
                    floats.accuracy());
        }
    }
}
