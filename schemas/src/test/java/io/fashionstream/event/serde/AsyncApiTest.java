package io.fashionstream.event.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fashionstream.connection.TopicSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document says what the programs do: same topics, same settings, same types, same headers. */
class AsyncApiTest {
    private static final Path FILE = Path.of("asyncapi.yaml");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final JsonNode DOCUMENT = document();

    private static final SchemaRegistry HEADERS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of("mem:/asyncapi", "{\"components\":" + DOCUMENT.get("components") + "}")));

    static List<PayloadType<?>> events() {
        return PayloadTypes.ALL.stream()
                .filter(type -> !type.equals(PayloadTypes.MODEL_MANIFEST) && !type.equals(PayloadTypes.REJECTED_IMAGE))
                .toList();
    }

    @Test
    void everyTopicIsDescribedWithItsPartitionsAndSettings() {
        Map<String, TopicSpec> described = new TreeMap<>();
        for (JsonNode channel : DOCUMENT.get("channels")) {
            JsonNode kafka = channel.at("/bindings/kafka");
            assertThat(kafka.get("bindingVersion").asText()).isEqualTo("0.5.0");
            String name = channel.get("address").asText();
            described.put(name, new TopicSpec(name, kafka.get("partitions").asInt(), settings(kafka)));
        }

        assertThat(described.values())
                .containsExactlyInAnyOrderElementsOf(TopicSpecs.of(Topics.DEFAULT, TopicSpecs.DEFAULT_PARTITIONS));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsAMessageWithItsTypeAndSchemaOnSomeChannel(PayloadType<?> type) {
        Map.Entry<String, JsonNode> message = messageOf(type);

        assertThat(message.getValue()
                        .at("/headers/allOf/1/properties/ce_type/const")
                        .asText())
                .isEqualTo(type.cloudEventType());
        assertThat(DOCUMENT.get("channels").findValuesAsText("$ref"))
                .contains("#/components/messages/" + message.getKey());
    }

    @ParameterizedTest
    @MethodSource("events")
    void theHeadersThatAreWrittenAreThoseThatAreDescribed(PayloadType<?> type) {
        Headers written = new RecordHeaders().add("traceparent", "00-a-b-01".getBytes(UTF_8));
        new CloudEventHeaders(URI.create("/fashion-stream/processor"))
                .write(written, type, "e1", "front", Instant.parse("2026-11-22T17:00:00Z"));
        ObjectNode json = YAML.createObjectNode();
        for (Header header : written) {
            json.put(header.key(), new String(header.value(), UTF_8));
        }

        assertThat(headerProblems(type, json)).isEmpty();
        assertThat(headerProblems(type, json.deepCopy().put("ce_type", "other")))
                .hasSize(1);
        assertThat(headerProblems(type, json.deepCopy().without("ce_id"))).hasSize(1);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        List<String> references = DOCUMENT.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(50);
        for (String reference : references) {
            String[] parts = reference.split("#", 2);
            JsonNode root = parts[0].isEmpty() ? DOCUMENT : YAML.readTree(Files.readString(Path.of(parts[0])));
            assertThat(parts.length == 1 ? root : root.at(parts[1]))
                    .as(reference)
                    .isNotEmpty();
        }
    }

    private static List<Error> headerProblems(PayloadType<?> type, JsonNode headers) {
        String pointer = "/components/messages/" + messageOf(type).getKey() + "/headers";
        return HEADERS.getSchema(SchemaLocation.of("mem:/asyncapi#" + pointer)).validate(headers);
    }

    private static Map.Entry<String, JsonNode> messageOf(PayloadType<?> type) {
        return DOCUMENT.at("/components/messages").properties().stream()
                .filter(message ->
                        message.getValue().at("/payload/$ref").asText().endsWith("/" + type.schemaResource()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message has the payload " + type.schemaFile()));
    }

    private static Map<String, String> settings(JsonNode kafka) {
        Map<String, String> settings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> setting :
                kafka.get("topicConfiguration").properties()) {
            List<String> values = new ArrayList<>();
            setting.getValue().forEach(value -> values.add(value.asText()));
            settings.put(setting.getKey(), values.isEmpty() ? setting.getValue().asText() : String.join(",", values));
        }
        return settings;
    }

    private static JsonNode document() {
        try {
            return YAML.readTree(FILE.toFile());
        } catch (IOException e) {
            throw new IllegalStateException("no AsyncAPI document at " + FILE, e);
        }
    }
}
