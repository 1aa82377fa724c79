package io.fashionstream.stream.send;

import static io.fashionstream.check.Check.require;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pictures that a CSV file lists by their paths, which are relative to the list. */
public final class PictureList {
    private static final String PATH = "path";

    private PictureList() {}

    /** Whether {@code file} is a list, by its name. */
    public static boolean isList(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * The pictures that {@code list} names in its column {@code path}, in order; what a picture is called there is its image
     * id. Whether they exist is found out when they are read.
     *
     * @throws IllegalArgumentException if there is no such column
     * @throws IOException if the list cannot be read
     */
    public static List<Picture> read(Path list) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Path folder = list.toAbsolutePath().getParent();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(list)) {
            for (NamedCsvRecord row : rows) {
                String path = row.findField(PATH).orElse("");
                require(
                        !path.isBlank(),
                        "%s: expected a path in column \"%s\" of line %d, found none; columns: %s",
                        list,
                        PATH,
                        row.getStartingLineNumber(),
                        row.getHeader());
                pictures.add(PictureFiles.named(folder == null ? Path.of("/") : folder, path));
            }
        }
        return pictures;
    }
}
