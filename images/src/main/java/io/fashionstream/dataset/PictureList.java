package io.fashionstream.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads lists of pictures: CSV files with a header and one picture a line. The column {@code path} is relative to the list;
 * {@code class} and {@code part} may be there too, and others are not looked at.
 */
public final class PictureList {
    public static final String PATH = "path";
    public static final String CLASS = "class";
    public static final String PART = "part";

    private final Path csv;
    private final List<String> needed;

    private PictureList(Path csv, List<String> needed) {
        this.csv = csv;
        this.needed = needed;
    }

    /** Whether {@code file} is a list, by its name. */
    public static boolean isOne(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * The pictures that {@code csv} lists, in order; at least one. Whether they exist shows when they are read.
     *
     * @param needed the columns that must have a value in each line, {@code path} among them
     * @throws DataSetException if there is no list, or it lacks a column, a value or any picture; the message names the
     *     line, counted from 1
     */
    public static List<ListedPicture> read(Path csv, String... needed) {
        return new PictureList(csv, List.of(needed)).read();
    }

    private List<ListedPicture> read() {
        List<ListedPicture> pictures = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : lines) {
                requireColumns(line);
                pictures.add(picture(line));
            }
        } catch (CsvParseException e) {
            throw new DataSetException("%s: not valid CSV: %s".formatted(csv, e.getMessage()), e);
        } catch (IOException e) {
            throw new DataSetException("%s: cannot be read: %s".formatted(csv, e), e);
        }
        if (pictures.isEmpty()) {
            throw new DataSetException("%s: line 2: expected a picture, found the end".formatted(csv));
        }
        return pictures;
    }

    private void requireColumns(NamedCsvRecord line) {
        if (!line.getHeader().containsAll(needed)) {
            throw new DataSetException("%s: line 1: expected the column%s %s, found %s"
                    .formatted(
                            csv,
                            needed.size() == 1 ? "" : "s",
                            String.join(" and ", needed),
                            String.join(", ", line.getHeader())));
        }
        for (String column : needed) {
            if (field(line, column).isEmpty()) {
                throw new DataSetException("%s: line %d: expected a %s, found nothing"
                        .formatted(csv, line.getStartingLineNumber(), column));
            }
        }
    }

    private ListedPicture picture(NamedCsvRecord line) {
        String path = field(line, PATH).orElse("");
        try {
            return new ListedPicture(
                    line.getStartingLineNumber(),
                    path,
                    csv.resolveSibling(path),
                    field(line, CLASS),
                    field(line, PART));
        } catch (InvalidPathException e) {
            throw new DataSetException(
                    "%s: line %d: expected a path, found \"%s\"".formatted(csv, line.getStartingLineNumber(), path), e);
        }
    }

    private static Optional<String> field(NamedCsvRecord line, String column) {
        return line.findField(column).map(String::strip).filter(value -> !value.isEmpty());
    }
}
