package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSerdesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<PayloadType<?>> types() {
        return PayloadTypes.ALL;
    }

    static Stream<Arguments> examples() throws IOException {
        Stream.Builder<Arguments> examples = Stream.builder();
        for (PayloadType<?> type : PayloadTypes.ALL) {
            schema(type).get("examples").forEach(example -> examples.add(Arguments.of(type, example)));
        }
        return examples.build();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleOfASchemaIsReadAndWrittenBackAsItWas(PayloadType<?> type, JsonNode example) throws IOException {
        byte[] written = writtenBack(type, example);

        assertThat(JSON.readTree(written)).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFieldThatALaterReleaseAddsIsPassedOver(PayloadType<?> type, JsonNode example) {
        ObjectNode extended = example.deepCopy();
        extended.put("addedLater", 1);

        assertThat(writtenBack(type, extended)).isEqualTo(writtenBack(type, example));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySchemaExplainsItselfAndEachOfItsFields(PayloadType<?> type) throws IOException {
        JsonNode schema = schema(type);

        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("description").asText()).isNotBlank();
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        for (Map.Entry<String, JsonNode> field : schema.get("properties").properties()) {
            assertThat(field.getValue().has("description") || field.getValue().has("$ref"))
                    .as("%s of %s is described", field.getKey(), type.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/confidence          | 1.5             | maximum",
                "/confidence          | \"high\"        | number",
                "/category            | \"sock\"        | pattern",
                "/probabilities/SHIRT | -0.1            | minimum",
                "/modelId             | \"v1\"          | pattern",
                "/classifiedTime      | \"noon\"        | date-time",
                "/uncertain           | null            | boolean",
            })
    void aValueThatDoesNotFitIsNamedWithPlaceRuleAndFinding(String pointer, String found, String rule)
            throws IOException {
        ObjectNode label =
                schema(PayloadTypes.IMAGE_LABEL).get("examples").get(0).deepCopy();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) label.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), JSON.readTree(found));

        assertThatThrownBy(() -> writtenBack(PayloadTypes.IMAGE_LABEL, label))
                .isInstanceOf(SchemaMismatch.class)
                .hasMessageStartingWith("image-label.v1.schema.json at " + pointer + ": expected ")
                .hasMessageContaining(rule)
                .hasMessageEndingWith("found " + found);
    }

    @Test
    void aMissingFieldIsNamed() throws IOException {
        ObjectNode label =
                schema(PayloadTypes.IMAGE_LABEL).get("examples").get(0).deepCopy();
        label.remove("modelId");

        assertThatThrownBy(() -> writtenBack(PayloadTypes.IMAGE_LABEL, label))
                .hasMessageStartingWith("image-label.v1.schema.json at the root")
                .hasMessageContaining("modelId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "{} {}", "{\"a\":1,\"a\":2}", "''"})
    void whatIsNotOneJsonValueIsSaidSo(String text) {
        assertThatThrownBy(() -> JsonCodec.of(PayloadTypes.GROUND_TRUTH).read(text.getBytes(UTF_8)))
                .isInstanceOf(SchemaMismatch.class)
                .hasMessageStartingWith("ground-truth.v1.schema.json at the root: expected ");
    }

    /** It came out of the validator as another exception, and would have ended the stream thread that read it. */
    @Test
    void aNumberBeyondEveryRangeIsAMismatch() {
        String truth = "{\"imageId\":\"i\",\"category\":1e400,\"source\":\"s\",\"time\":\"2026-11-22T17:20:00Z\"}";

        assertThatThrownBy(() -> JsonCodec.of(PayloadTypes.GROUND_TRUTH).read(truth.getBytes(UTF_8)))
                .isInstanceOf(SchemaMismatch.class);
    }

    @Test
    void tombstonesAreNullBothWays() {
        try (Serde<GroundTruth> serde = JsonSerdes.of(PayloadTypes.GROUND_TRUTH)) {
            assertThat(serde.serializer().serialize("ground-truth", null)).isNull();
            assertThat(serde.deserializer().deserialize("ground-truth", null)).isNull();
        }
    }

    @Test
    void aWithdrawnTruthIsWrittenAsNullAndNeverLeftOut() {
        GroundTruth withdrawn = new GroundTruth("front", null, "desk", Instant.EPOCH);
        GroundTruth said = new GroundTruth("front", Category.BAG, "desk", Instant.EPOCH);
        JsonCodec<GroundTruth> codec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);

        assertThat(codec.write(withdrawn)).asString().contains("\"category\":null");
        assertThat(codec.read(codec.write(withdrawn))).isEqualTo(withdrawn);
        assertThat(codec.read(codec.write(said))).isEqualTo(said);
        assertThatThrownBy(() -> codec.read(
                        "{\"imageId\":\"i\",\"source\":\"s\",\"time\":\"2026-11-22T17:00:00Z\"}".getBytes(UTF_8)))
                .hasMessageContaining("category");
    }

    private static <T> byte[] writtenBack(PayloadType<T> type, JsonNode value) {
        JsonCodec<T> codec = JsonCodec.of(type);
        return codec.write(codec.read(value.toString().getBytes(UTF_8)));
    }

    private static JsonNode schema(PayloadType<?> type) throws IOException {
        try (InputStream resource = JsonSerdesTest.class.getClassLoader().getResourceAsStream(type.schemaResource())) {
            return JSON.readTree(Objects.requireNonNull(resource, type.schemaResource()));
        }
    }
}
