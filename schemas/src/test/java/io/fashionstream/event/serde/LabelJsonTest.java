package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.Precision;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LabelJsonTest {
    private static final long SEED = Long.getLong("labels.seed", System.nanoTime());
    private static final int LABELS = 300;
    private static final int MUTATIONS = 40;
    private static final SchemaValidation SCHEMA = SchemaValidation.of(PayloadTypes.IMAGE_LABEL);
    private static final @Nullable Precision[] PRECISIONS = {null, Precision.FP32, Precision.INT8};
    private static final Classes DIGITS = Classes.ofCodes(
            IntStream.range(0, 7).mapToObj(i -> new Category("D" + i)).toList());
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "0",
        "1",
        "2",
        "1e400",
        "0.5",
        "1.0000001",
        "\"\"",
        "\"x\"",
        "{}",
        "[]",
        "\"BAG\"",
        "\"SOCK\"",
        "\"int8\"",
        "\"2026-11-27T10:00:00Z\"",
        "\"2026-11-27T10:00:00+01:00\"",
        "\"2026-11-27T23:59:60Z\"",
        "\"2026-11-27T24:00:00Z\"",
        "\"+12026-11-27T10:00:00Z\"",
        "\"-0001-11-27T10:00:00Z\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"2026-11-27T10:00:00.1Z\"",
        "\"2026-11-27t10:00:00z\"",
        "\"2026-02-30T10:00:00Z\"",
        "1024",
        "2147483648",
        "17.0"
    };

    private final LabelJson labels = new LabelJson();
    private final Random random = new Random(SEED);

    @Test
    void whatIsWrittenObeysTheSchemaAndIsReadWithoutIt() throws IOException {
        for (int i = 0; i < LABELS; i++) {
            ImageLabel label = anyLabel();

            byte[] written = labels.write(label);

            assertThat(bySchema(written)).as("seed %d", SEED).isEqualTo(label);
            assertThat(labels.read(written)).as("seed %d", SEED).isEqualTo(label);
        }
    }

    @Test
    void numbersHaveNoMoreDigitsThanAFloat() {
        ImageLabel label = anyLabel();

        assertThat(new String(labels.write(label), UTF_8)).doesNotContainPattern("\\d\\.\\d{13}");
    }

    @Test
    void whatIsReadWithoutTheSchemaObeysItWhateverWasChanged() throws IOException {
        int read = 0;
        int refused = 0;
        for (int i = 0; i < LABELS; i++) {
            byte[] written = labels.write(anyLabel());
            for (int j = 0; j < MUTATIONS; j++) {
                byte[] mutated = mutated(written);
                ImageLabel streamed = labels.read(mutated);
                if (streamed != null) {
                    assertThat(bySchema(mutated))
                            .as("seed %d: %s", SEED, new String(mutated, UTF_8))
                            .isEqualTo(streamed);
                    read++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(read).isGreaterThan(LABELS);
        assertThat(refused).isGreaterThan(LABELS);
    }

    /** The value as the schema and the mapping of the records have it, or null if either refuses it. */
    private static @Nullable ImageLabel bySchema(byte[] json) {
        try {
            JsonNode tree = StrictJson.MAPPER.readTree(json);
            SCHEMA.check(tree);
            return StrictJson.MAPPER.treeToValue(tree, ImageLabel.class);
        } catch (IOException | SchemaMismatch refusal) {
            return null;
        }
    }

    private byte[] mutated(byte[] json) throws IOException {
        return switch (random.nextInt(4)) {
            case 0 -> withOtherByte(json);
            case 1 -> withOtherValue(json);
            case 2 -> withOneFieldLess(json);
            default -> withTextBehind(json);
        };
    }

    private byte[] withOtherByte(byte[] json) {
        byte[] other = json.clone();
        other[random.nextInt(json.length)] =
                (byte) (random.nextBoolean() ? random.nextInt(256) : '0' + random.nextInt(10));
        return other;
    }

    private byte[] withOtherValue(byte[] json) throws IOException {
        ObjectNode tree = (ObjectNode) StrictJson.MAPPER.readTree(json);
        ObjectNode changed = random.nextInt(3) == 0 ? (ObjectNode) tree.get("probabilities") : tree;
        changed.putRawValue(anyField(changed), new RawValue(VALUES[random.nextInt(VALUES.length)]));
        return StrictJson.MAPPER.writeValueAsBytes(tree);
    }

    private byte[] withOneFieldLess(byte[] json) throws IOException {
        ObjectNode tree = (ObjectNode) StrictJson.MAPPER.readTree(json);
        ObjectNode changed = random.nextInt(3) == 0 ? (ObjectNode) tree.get("probabilities") : tree;
        JsonNode taken = changed.remove(anyField(changed));
        if (random.nextBoolean()) {
            changed.set("addedLater", taken);
        }
        return StrictJson.MAPPER.writeValueAsBytes(tree);
    }

    private byte[] withTextBehind(byte[] json) {
        String[] behind = {" ", "\n", "{}", "1", "}", ",", "\0"};
        return (new String(json, UTF_8) + behind[random.nextInt(behind.length)]).getBytes(UTF_8);
    }

    private String anyField(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.get(random.nextInt(names.size()));
    }

    private ImageLabel anyLabel() {
        Classes classes = random.nextInt(3) == 0 ? DIGITS : Classes.FASHION_MNIST;
        Map<Category, Double> probabilities = new LinkedHashMap<>();
        for (Category category : classes.categories()) {
            probabilities.put(category, decimal(random.nextInt(5) == 0 ? random.nextInt(2) : random.nextFloat()));
        }
        return new ImageLabel(
                new ImageLabel.Image(
                        anyText(),
                        anyText(),
                        anyText(),
                        anyTime(),
                        random.nextBoolean() ? Classes.FASHION_MNIST.category(random.nextInt(10)) : null),
                new ImageLabel.Verdict(
                        classes.category(random.nextInt(classes.size())),
                        decimal(random.nextFloat()),
                        probabilities,
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean() ? anyBins() : null),
                new ImageLabel.Computation(
                        "0123456789abcdef".repeat(4),
                        anyTime(),
                        random.nextBoolean() ? 1 + random.nextInt(1024) : null,
                        PRECISIONS[random.nextInt(PRECISIONS.length)],
                        random.nextBoolean() ? 1 + random.nextLong(Long.MAX_VALUE - 1) : null));
    }

    private InputBins anyBins() {
        return new InputBins(random.nextInt(10), random.nextInt(10), random.nextInt(10), random.nextInt(10));
    }

    /** The double that a reader makes of the float's digits. */
    private static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    private String anyText() {
        return random.ints(1 + random.nextInt(40), 1, 0x500)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Instant anyTime() {
        long seconds = random.nextInt(4) == 0
                ? Instant.parse("0000-01-01T00:00:00Z").getEpochSecond() + random.nextInt(100_000)
                : random.nextInt();
        int nanos = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1000) * 1_000_000;
            default -> random.nextInt(1_000_000_000);
        };
        return Instant.ofEpochSecond(seconds, nanos);
    }
}
