package io.fashionstream.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fashionstream.dataset.DataSetException;
import io.fashionstream.event.StreamedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code dataset export} says of the folders that it writes. */
public final class ExportedData {
    private static final String PROVENANCE = "provenance.json";
    private static final String UNFINISHED = PROVENANCE + ".part";
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private ExportedData() {}

    /**
     * Which part of a stream the data set at {@code source} came from; empty for one that was not exported.
     *
     * @throws DataSetException if the export was not finished, or what it says cannot be read
     */
    public static Optional<StreamedData> of(Path source) {
        Path file = source.resolve(PROVENANCE);
        if (Files.isRegularFile(source.resolve(UNFINISHED))) {
            throw new DataSetException("%s: expected a whole data set, found that its export was not finished (%s)"
                    .formatted(source, UNFINISHED));
        }
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode data = JSON.readTree(file.toFile()).path("streamedData");
            return data.isObject() ? Optional.of(JSON.treeToValue(data, StreamedData.class)) : Optional.empty();
        } catch (IOException e) {
            throw new DataSetException(
                    "%s: expected what dataset export writes: %s".formatted(file, e.getMessage()), e);
        }
    }
}
