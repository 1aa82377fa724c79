package io.fashionstream.trainer.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.trainer.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Option that names a model: a file or folder, a released or stored model, or by default the shipped one. A mixin. */
final class ChosenModel {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = {
                "An artifact: its zip file, or a folder with its entries. Or a published model: champion, challenger,"
                        + " a model id, or the beginning of one.",
                "Default: the model that is shipped"
            })
    private @Nullable String model;

    /**
     * Reads or fetches it; what exists on disk comes before a stored model of the same name.
     *
     * @param connection is used only if the model is not on disk
     * @throws IllegalArgumentException if there is no such model
     * @throws IOException if it is on disk and cannot be read
     */
    ModelArtifact read(ReleaseConnection connection) throws IOException {
        return model == null ? ShippedModel.read() : read(model, connection);
    }

    /** As the other, the model that {@code name} names. */
    static ModelArtifact read(String name, ReleaseConnection connection) throws IOException {
        Path path = Path.of(name);
        return Files.exists(path) ? ModelArtifact.read(path) : fetch(name, connection);
    }

    /** Those of some files and folders, in order. */
    static List<ModelArtifact> readAll(List<Path> paths) throws IOException {
        List<ModelArtifact> models = new ArrayList<>();
        for (Path path : paths) {
            models.add(ModelArtifact.read(path));
        }
        return models;
    }

    private static ModelArtifact fetch(String name, ReleaseConnection connection) {
        Optional<ModelAlias> alias = ModelAlias.ofKey(name);
        require(
                alias.isPresent() || StoredModels.mayBeId(name),
                "expected a zip, a folder, champion, challenger or a model id, found no file %s",
                name);
        try (ReleaseReader reader = connection.reader()) {
            return reader.fetch(
                    alias.isPresent() ? released(reader, alias.get()) : StoredModels.find(name, reader.releases()));
        }
    }

    private static String released(ReleaseReader reader, ModelAlias alias) {
        return Optional.ofNullable(reader.aliases().get(alias))
                .map(ModelRelease::modelId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a model that is released as %s, found none".formatted(alias.key())));
    }
}
