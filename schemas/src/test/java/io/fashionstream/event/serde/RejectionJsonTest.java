package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RejectionJsonTest {
    private static final long SEED = Long.getLong("rejections.seed", System.nanoTime());
    private static final SchemaValidation SCHEMA = SchemaValidation.of(PayloadTypes.REJECTED_IMAGE);
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.0",
            "2147483648",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"EMPTY\"",
            "{}",
            "[]",
            "\"2026-11-27T10:00:00Z\"",
            "\"2026-11-27T10:00:00+01:00\"",
            "\"2026-02-30T10:00:00Z\"");

    private final RejectionJson rejections = new RejectionJson();
    private final Random random = new Random(SEED);

    @Test
    void whatIsWrittenObeysTheSchemaAndIsReadWithoutIt() {
        for (int i = 0; i < 200; i++) {
            RejectedImage rejection = anyRejection();

            byte[] written = rejections.write(rejection);

            assertThat(bySchema(written)).as("seed %d", SEED).isEqualTo(rejection);
            assertThat(rejections.read(written)).as("seed %d", SEED).isEqualTo(rejection);
        }
    }

    @Test
    void whatIsReadWithoutTheSchemaObeysItWhateverWasChanged() throws IOException {
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 8_000; i++) {
            byte[] mutated = mutated(rejections.write(anyRejection()));
            RejectedImage streamed = rejections.read(mutated);
            if (streamed == null) {
                refused++;
            } else {
                read++;
                assertThat(bySchema(mutated))
                        .as("seed %d: %s", SEED, new String(mutated, UTF_8))
                        .isEqualTo(streamed);
            }
        }
        assertThat(read).isGreaterThan(500);
        assertThat(refused).isGreaterThan(500);
    }

    /** The value as the schema and the mapping of the records have it, or null if either refuses it. */
    private static @Nullable RejectedImage bySchema(byte[] json) {
        try {
            JsonNode tree = StrictJson.MAPPER.readTree(json);
            SCHEMA.check(tree);
            return StrictJson.MAPPER.treeToValue(tree, RejectedImage.class);
        } catch (IOException | SchemaMismatch refusal) {
            return null;
        }
    }

    private byte[] mutated(byte[] json) throws IOException {
        ObjectNode tree = (ObjectNode) StrictJson.MAPPER.readTree(json);
        List<String> names = new ArrayList<>();
        tree.fieldNames().forEachRemaining(names::add);
        String field = names.get(random.nextInt(names.size()));
        byte[] other = json.clone();
        switch (random.nextInt(4)) {
            case 0 -> other[random.nextInt(json.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : '7');
            case 1 -> other = StrictJson.MAPPER.writeValueAsBytes(tree.without(field));
            case 2 -> other = (new String(json, UTF_8) + (random.nextBoolean() ? " " : "}")).getBytes(UTF_8);
            default -> {
                tree.putRawValue(field, new RawValue(VALUES.get(random.nextInt(VALUES.size()))));
                other = StrictJson.MAPPER.writeValueAsBytes(tree);
            }
        }
        return other;
    }

    private RejectedImage anyRejection() {
        return new RejectedImage(
                List.of(RejectionReason.values()).get(random.nextInt(RejectionReason.values().length)),
                "expected 784 pixel bytes, got " + random.nextInt(),
                random.nextBoolean() ? "image-" + random.nextInt() : null,
                random.nextBoolean() ? "\u00e9vent " + random.nextInt() : null,
                random.nextBoolean() ? "0123456789abcdef".repeat(4) : null,
                "product-images",
                random.nextInt(1_000),
                random.nextLong() >>> 1,
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000) * 1_000_000L));
    }
}
