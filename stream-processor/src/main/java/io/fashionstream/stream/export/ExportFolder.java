package io.fashionstream.stream.export;

import static io.fashionstream.check.Check.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.fashionstream.event.StreamedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of an exported data set. Files are written as they come; {@code provenance.json} gets its name last, so that a
 * folder without it is known to be unfinished. Confined to one thread.
 */
final class ExportFolder implements AutoCloseable {
    /** Says where the data set came from; the trainer reads it. */
    static final String PROVENANCE = "provenance.json";

    private static final int FORMAT_VERSION = 1;
    private static final String TABLE = "files.csv";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private final Path folder;
    private final Path unfinished;
    private final CsvWriter table;
    private final JsonGenerator provenance;

    /**
     * Begins an export.
     *
     * @throws IllegalArgumentException if there is something in {@code folder}
     */
    ExportFolder(Path folder) throws IOException {
        this.folder = folder;
        this.unfinished = folder.resolve(PROVENANCE + ".part");
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.limit(1).toList();
            require(found.isEmpty(), "%s: expected an empty folder or none, found %s in it", folder, found);
        }
        this.table = CsvWriter.builder().build(folder.resolve(TABLE));
        this.provenance = JSON.getFactory().createGenerator(Files.newBufferedWriter(unfinished));
        provenance.useDefaultPrettyPrinter();
        table.writeRecord(ExportedImage.COLUMNS);
        provenance.writeStartObject();
        provenance.writeNumberField("formatVersion", FORMAT_VERSION);
        provenance.writeArrayFieldStart("files");
    }

    /** Writes one picture, and notes what it is. */
    void write(ExportedImage image, byte[] bytes) throws IOException {
        Path file = folder.resolve(image.path());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        table.writeRecord(image.row());
        provenance.writePOJO(image);
    }

    /** Ends the export: from now on the folder is whole. */
    void finish(Instant exported, ExportPlan plan, StreamedData data, ExportCounts counts) throws IOException {
        provenance.writeEndArray();
        provenance.writeStringField("exportedTime", exported.toString());
        provenance.writePOJOField("streamedData", data);
        provenance.writePOJOField(
                "sources", plan.sources().stream().map(TruthSource::key).toList());
        provenance.writeStringField("precedence", plan.precedence().key());
        provenance.writeNumberField("testShare", plan.testShare());
        provenance.writePOJOField("classes", plan.classes().categories());
        provenance.writePOJOField("counts", counts);
        provenance.writeEndObject();
        close();
        Files.move(unfinished, folder.resolve(PROVENANCE), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        if (!provenance.isClosed()) {
            provenance.close();
            table.close();
        }
    }
}
