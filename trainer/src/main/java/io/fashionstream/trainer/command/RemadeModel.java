package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.trainer.data.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of commands that make another model of one, without training it again. */
final class RemadeModel {
    @Parameters(paramLabel = "MODEL", description = "An artifact: its zip file, or a folder with its entries.")
    private Path model = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--output", paramLabel = "FILE", description = "The zip to write. Default: MODEL, as it is")
    private @Nullable Path output;

    @Option(names = "--threads", description = "Threads that run the networks. Default: all processors")
    private int threads = Runtime.getRuntime().availableProcessors();

    List<String> problems() {
        List<String> problems = new ArrayList<>(OutputFile.problems("--output", output));
        if (threads < 1 || threads > 256) {
            problems.add("--threads must be 1 to 256, got " + threads);
        }
        return problems;
    }

    ModelArtifact model() throws IOException {
        return ModelArtifact.read(model);
    }

    DataSet data() throws IOException {
        return data.read();
    }

    int threads() {
        return threads;
    }

    /** Writes the other model, if no file was named over the one that it was made of, zip or folder. */
    void write(ModelArtifact artifact) throws IOException {
        if (output == null && Files.isDirectory(model)) {
            artifact.writeFolder(model);
        } else {
            artifact.writeZip(output == null ? model : output);
        }
    }
}
