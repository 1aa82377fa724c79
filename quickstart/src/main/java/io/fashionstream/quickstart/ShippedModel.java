package io.fashionstream.quickstart;

import java.nio.file.Path;
import java.util.Optional;

/** The trained model that comes with the project. */
final class ShippedModel {
    private ShippedModel() {}

    /** Beside the program's jars, if the program was started by its script; the folder may not be there. */
    static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty("fashion-stream.program"))
                .map(program -> Path.of(program, "models", "compact-cnn"));
    }
}
