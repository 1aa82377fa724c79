package io.fashionstream.trainer.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.fashionstream.dataset.DataSetException;
import io.fashionstream.dataset.Sha256;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Iterator;

/**
 * A data set of Fashion-MNIST's form as comma-separated values: the header {@code label,pixel1,...,pixel784}, then one image a line.
 *
 * <p>Reading is strict: a wrong header, number of columns, label (that of a class) or pixel (0 to 255) is a
 * {@link DataSetException} that names the file, the line and the column, both counted from 1.
 */
final class KaggleCsv {
    private static final int COLUMNS = 1 + ImageTensor.PIXELS;

    private final LabelledImages images;
    private final String contentSha256;

    private KaggleCsv(LabelledImages images, String contentSha256) {
        this.images = images;
        this.contentSha256 = contentSha256;
    }

    /** @param classes what the labels mean, from 0 on */
    static KaggleCsv read(Path file, Classes classes) {
        try (DigestInputStream content = new DigestInputStream(
                        new BufferedInputStream(Files.newInputStream(file), 1 << 16), Sha256.newDigest());
                CsvReader<CsvRecord> records = reader(content)) {
            LabelledImages images = readImages(file, records.iterator(), classes);
            return new KaggleCsv(
                    images, HexFormat.of().formatHex(content.getMessageDigest().digest()));
        } catch (CsvParseException e) {
            throw new DataSetException("%s: not valid CSV: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new DataSetException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    LabelledImages images() {
        return images;
    }

    /** Lower-case hex SHA-256 of the file. */
    String contentSha256() {
        return contentSha256;
    }

    private static CsvReader<CsvRecord> reader(InputStream content) {
        return CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(content, StandardCharsets.UTF_8);
    }

    private static LabelledImages readImages(Path file, Iterator<CsvRecord> records, Classes classes) {
        if (!records.hasNext()) {
            throw new DataSetException("%s: line 1: expected the header, found an empty file".formatted(file));
        }
        checkHeader(file, records.next());
        ByteArrayOutputStream pixels = new ByteArrayOutputStream(1 << 20);
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        while (records.hasNext()) {
            CsvRecord line = records.next();
            checkColumns(file, line);
            labels.write(value(file, line, 0, classes.size() - 1));
            for (int column = 1; column < COLUMNS; column++) {
                pixels.write(value(file, line, column, 255));
            }
        }
        if (labels.size() == 0) {
            throw new DataSetException("%s: line 2: expected an image, found the end".formatted(file));
        }
        return new LabelledImages(pixels.toByteArray(), labels.toByteArray(), classes);
    }

    private static void checkHeader(Path file, CsvRecord header) {
        checkColumns(file, header);
        for (int column = 0; column < COLUMNS; column++) {
            String found = header.getField(column);
            if (!found.equals(columnName(column))) {
                throw new DataSetException("%s: line 1, column %d: expected the name \"%s\", found \"%s\""
                        .formatted(file, column + 1, columnName(column), abbreviated(found)));
            }
        }
    }

    private static void checkColumns(Path file, CsvRecord line) {
        if (line.getFieldCount() != COLUMNS) {
            throw new DataSetException("%s: line %d: expected %d columns, found %d"
                    .formatted(file, line.getStartingLineNumber(), COLUMNS, line.getFieldCount()));
        }
    }

    private static int value(Path file, CsvRecord line, int column, int largest) {
        String field = line.getField(column);
        int value = parse(field);
        if (value < 0 || value > largest) {
            throw new DataSetException("%s: line %d, column %d (%s): expected a whole number 0 to %d, found \"%s\""
                    .formatted(
                            file,
                            line.getStartingLineNumber(),
                            column + 1,
                            columnName(column),
                            largest,
                            abbreviated(field)));
        }
        return value;
    }

    /** One to three digits as a number, or -1. */
    private static int parse(String field) {
        if (field.isEmpty() || field.length() > 3) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < field.length(); i++) {
            char digit = field.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    private static String columnName(int column) {
        return column == 0 ? "label" : "pixel" + column;
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
