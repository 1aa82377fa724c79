package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Truths are not read through their schema; what the schema lets through is read all the same, and as the same. */
final class GroundTruthReaderTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final String[] VALUES = {
        "null",
        "7",
        "1e400",
        "\"\"",
        "\"x\"",
        "{}",
        "[1]",
        "\"BAG\"",
        "\"bags\"",
        "9",
        "true",
        "\"2026-11-27T10:00:00Z\"",
        "\"2026-11-27T10:00:00.5+01:00\"",
        "\"2026-11-27T10:00:00\"",
        "\"gr\\u00fcn\""
    };

    private final JsonCodec<GroundTruth> codec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
    private final Random random = new Random(SEED);

    @Test
    void whatTheSchemaLetsThroughIsReadAsTheSame() {
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] json = mutated(codec.write(truth()));
            GroundTruth expected = bySchema(json);
            if (expected != null) {
                ReadTruth found = GroundTruthReader.read(record(json));
                assertThat(found)
                        .as("seed %d: %s", SEED, new String(json, UTF_8))
                        .isEqualTo(new ReadTruth.Truth("sku", expected));
                read++;
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    private GroundTruth truth() {
        Category category = random.nextInt(4) == 0 ? null : Classes.FASHION_MNIST.category(random.nextInt(10));
        Instant time = Instant.parse("2026-11-27T10:00:00Z").plusMillis(random.nextInt(1_000_000));
        String reviewer = random.nextBoolean() ? "Ann" : null;
        String replaces = random.nextBoolean() ? "ground-truth/3/" + random.nextInt(9) : null;
        return new GroundTruth("image-" + random.nextInt(100), category, "desk", time, reviewer, replaces);
    }

    /** Another value for one member, a member more, one less, or another byte; or none of these. */
    private byte[] mutated(byte[] json) {
        String text = new String(json, UTF_8);
        String[] members = {"imageId", "category", "source", "time", "reviewer", "replaces"};
        String member = members[random.nextInt(members.length)];
        String value = VALUES[random.nextInt(VALUES.length)];
        String changed = switch (random.nextInt(5)) {
            case 0 -> text.replaceAll("(\"" + member + "\":)(\"[^\"]*\"|null)", "$1" + value.replace("\\", "\\\\"));
            case 1 -> text.replace("{", "{\"more\":" + value + ",");
            case 2 -> text.replaceAll(",\"" + member + "\":(\"[^\"]*\"|null)", "");
            default -> text;
        };
        byte[] bytes = changed.getBytes(UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private @Nullable GroundTruth bySchema(byte[] json) {
        try {
            return codec.read(json);
        } catch (SchemaMismatch e) {
            return null;
        }
    }

    private static SourceRecord record(byte[] json) {
        return new SourceRecord("ground-truth", 0, 0, 0, "sku".getBytes(UTF_8), json, new RecordHeaders());
    }
}
