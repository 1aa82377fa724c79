package io.fashionstream.trainer.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fashionstream.dataset.DataSetException;
import io.fashionstream.trainer.data.PictureFiles.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lists the pictures that a CSV file names: one a line, with the columns {@code path} (relative to the CSV file's folder)
 * and {@code class}, and if wanted {@code part} with {@code train}, {@code validation} or {@code test}.
 */
final class PictureList {
    private static final Map<String, Part> PARTS =
            Map.of("train", Part.TRAINING, "validation", Part.VALIDATION, "test", Part.TEST);

    private final Path csv;

    private PictureList(Path csv) {
        this.csv = csv;
    }

    /** Whether {@code source} is a file that ends with {@code .csv}. */
    static boolean isOne(Path source) {
        return Files.isRegularFile(source)
                && source.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * Reads the list; whether the pictures exist shows when they are read.
     *
     * @throws DataSetException if a column is missing, or a line has no path, no class or an unknown part; the message
     *     names the line, counted from 1
     */
    static PictureFiles read(Path csv) {
        return new PictureList(csv).read();
    }

    private PictureFiles read() {
        Map<Part, List<LabelledFile>> parts = new EnumMap<>(Part.class);
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : lines) {
                LabelledFile file = file(line);
                parts.computeIfAbsent(part(line), part -> new ArrayList<>()).add(file);
            }
        } catch (CsvParseException e) {
            throw new DataSetException("%s: not valid CSV: %s".formatted(csv, e.getMessage()), e);
        } catch (IOException e) {
            throw new DataSetException("%s: cannot be read: %s".formatted(csv, e), e);
        }
        if (parts.isEmpty()) {
            throw new DataSetException("%s: line 2: expected a picture, found the end".formatted(csv));
        }
        if (parts.containsKey(Part.WHOLE) && parts.size() > 1) {
            throw new DataSetException("%s: expected a part in every line or in none, found none for %s"
                    .formatted(csv, parts.get(Part.WHOLE).get(0).name()));
        }
        if (!parts.containsKey(Part.WHOLE) && !parts.containsKey(Part.TRAINING)) {
            throw new DataSetException("%s: expected pictures of the part train, found none".formatted(csv));
        }
        return new PictureFiles(parts);
    }

    private LabelledFile file(NamedCsvRecord line) {
        String name = field(line, "path");
        try {
            return new LabelledFile(csv.resolveSibling(name), name, field(line, "class"));
        } catch (InvalidPathException e) {
            throw new DataSetException(
                    "%s: line %d: expected a path, found \"%s\"".formatted(csv, line.getStartingLineNumber(), name), e);
        }
    }

    private String field(NamedCsvRecord line, String column) {
        String value = line.findField(column)
                .orElseThrow(() -> new DataSetException("%s: line 1: expected the columns path and class, found %s"
                        .formatted(csv, String.join(", ", line.getHeader()))));
        if (value.isBlank()) {
            throw new DataSetException(
                    "%s: line %d: expected a %s, found nothing".formatted(csv, line.getStartingLineNumber(), column));
        }
        return value.strip();
    }

    private Part part(NamedCsvRecord line) {
        String name = line.findField("part").map(String::strip).orElse("");
        if (name.isEmpty()) {
            return Part.WHOLE;
        }
        Part part = PARTS.get(name.toLowerCase(Locale.ROOT));
        if (part == null) {
            throw new DataSetException("%s: line %d: expected the part train, validation or test, found \"%s\""
                    .formatted(csv, line.getStartingLineNumber(), name));
        }
        return part;
    }
}
