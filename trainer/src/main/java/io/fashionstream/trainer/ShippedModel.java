package io.fashionstream.trainer;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trained model that comes with the project, and with each program that its start script starts. */
public final class ShippedModel {
    private ShippedModel() {}

    /**
     * Reads it from below the program's folder, or, without a start script, from below the current one.
     *
     * @throws IllegalArgumentException if it is not there
     * @throws IOException if it cannot be read
     */
    public static ModelArtifact read() throws IOException {
        Path folder = Path.of(System.getProperty("fashion-stream.program", "."), "models", "compact-cnn");
        require(Files.isDirectory(folder), "no model is shipped at %s: name one", folder);
        return ModelArtifact.read(folder);
    }
}
