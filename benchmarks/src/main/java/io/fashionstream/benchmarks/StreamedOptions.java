package io.fashionstream.benchmarks;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.data.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What streams in a benchmark: a model, images, and the processors' settings. */
final class StreamedOptions {
    @Option(
            names = "--model",
            paramLabel = "ARTIFACT",
            defaultValue = "models/compact-cnn",
            description = "Default: ${DEFAULT-VALUE}")
    private Path model = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the processors; may be given many times.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Mixin
    private final DataOptions data = new DataOptions();

    ModelArtifact model() throws IOException {
        return ModelArtifact.read(model);
    }

    Map<String, String> settings() {
        return Map.copyOf(set);
    }

    /** The data set's test images. */
    LabelledImages images() {
        return data.read().test();
    }
}
