package io.fashionstream.stream.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.fashionstream.command.Printable;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.PictureLabelling.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a file of labels says of each picture, one line each, and what can be read from it again. */
enum LabelLines {
    /** For spreadsheets. */
    CSV {
        @Override
        String header() {
            return String.join(",", COLUMNS) + "\n";
        }

        @Override
        String line(Outcome outcome, String modelId) {
            ImageLabel label = outcome.label();
            StringWriter line = new StringWriter();
            try (CsvWriter writer =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line)) {
                writer.writeRecord(
                        Printable.of(outcome.picture().imageId()),
                        Printable.of(outcome.picture().productId()),
                        label == null ? "" : label.category().code(),
                        label == null ? "" : String.format(Locale.ROOT, "%.4f", label.confidence()),
                        label == null ? "" : String.valueOf(label.uncertain()),
                        label == null ? "" : String.valueOf(label.outOfDistribution()),
                        Objects.requireNonNullElse(outcome.reason(), ""),
                        Printable.of(Objects.requireNonNullElse(outcome.detail(), "")),
                        modelId);
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
            return line.toString();
        }

        @Override
        @Nullable
        Known read(String line) {
            try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line)) {
                List<CsvRecord> records = reader.stream().toList();
                return records.size() == 1 && records.get(0).getFieldCount() == COLUMNS.size()
                        ? new Known(
                                records.get(0).getField(0),
                                records.get(0).getField(COLUMNS.size() - 1),
                                !records.get(0).getField(2).isEmpty())
                        : null;
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
        }
    },

    /** For programs: the label event as a processor would write it. */
    JSONL {
        @Override
        String header() {
            return "";
        }

        @Override
        String line(Outcome outcome, String modelId) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("imageId", outcome.picture().imageId());
            line.put("productId", outcome.picture().productId());
            line.put("modelId", modelId);
            ImageLabel label = outcome.label();
            if (label == null) {
                line.put("reason", outcome.reason());
                line.put("detail", outcome.detail());
            } else {
                line.putRawValue("label", new RawValue(new String(LABELS.write(label), StandardCharsets.UTF_8)));
            }
            return line + "\n";
        }

        @Override
        @Nullable
        Known read(String line) {
            try {
                JsonNode node = JSON.readTree(line);
                return node.hasNonNull("imageId") && node.hasNonNull("modelId")
                        ? new Known(
                                Printable.of(node.get("imageId").asText()),
                                node.get("modelId").asText(),
                                node.has("label"))
                        : null;
            } catch (JsonProcessingException e) {
                return null;
            }
        }
    };

    private static final List<String> COLUMNS = List.of(
            "imageId",
            "productId",
            "category",
            "confidence",
            "uncertain",
            "outOfDistribution",
            "reason",
            "detail",
            "modelId");
    private static final JsonCodec<ImageLabel> LABELS = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What a line is known again by.
     *
     * @param imageId printable
     */
    record Known(String imageId, String modelId, boolean labelled) {}

    /** The first line, with its end; empty for none. */
    abstract String header();

    /** One line, with its end and no other line break. */
    abstract String line(Outcome outcome, String modelId);

    /** Reads a line without its end; null if it is none of this kind. */
    abstract @Nullable Known read(String line);
}
