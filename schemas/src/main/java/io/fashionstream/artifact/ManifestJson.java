package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SchemaMismatch;
import io.fashionstream.event.serde.SchemaValidation;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * The artifact's JSON entries. Reading is strict: no unknown, repeated or mistyped field passes, and
 * none is missing that the schema requires. Writing gives
 * the same bytes for equal values, whatever the order of a map.
 */
final class ManifestJson {
    static final int FORMAT_VERSION = 1;

    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private static final SchemaValidation SCHEMA = SchemaValidation.of(PayloadTypes.MODEL_MANIFEST);

    private ManifestJson() {}

    static byte[] write(ModelManifest manifest) {
        return toBytes(manifest);
    }

    /** @throws ArtifactRefused if {@code json} is no manifest of this version, or its figures cannot be */
    static ModelManifest read(byte[] json) {
        String where = ArtifactEntry.MANIFEST.fileName();
        JsonNode tree = validated(tree(json, where), where);
        ModelManifest manifest = bind(tree, ModelManifest.class, where);
        refuseUnknownFields(tree, manifest, where);
        ManifestRules.check(manifest, where);
        return manifest;
    }

    /** Jackson lets unknown fields through where the fields of a part stand beside those of the whole. */
    private static void refuseUnknownFields(JsonNode tree, ModelManifest manifest, String where) {
        JsonNode known = MAPPER.valueToTree(manifest);
        tree.fieldNames()
                .forEachRemaining(name -> refuseUnless(
                        known.has(name), where + " /" + name, "only the fields of the format", "this one"));
    }

    /** The value of an entry whose {@code formatVersion} is ours; fields that are missing are null. */
    static <T> T parse(byte[] json, Class<T> type, String where) {
        return bind(tree(json, where), type, where);
    }

    private static JsonNode tree(byte[] json, String where) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            JsonNode version = tree.path("formatVersion");
            refuseUnless(
                    version.isInt() && version.intValue() == FORMAT_VERSION,
                    where + " /formatVersion",
                    String.valueOf(FORMAT_VERSION),
                    version.isMissingNode() ? "nothing" : version);
            return tree;
        } catch (IOException fault) {
            throw new ArtifactRefused(where, "JSON", String.valueOf(fault.getMessage()), fault);
        }
    }

    private static JsonNode validated(JsonNode tree, String where) {
        try {
            SCHEMA.check(tree);
            return tree;
        } catch (SchemaMismatch fault) {
            String found = String.valueOf(fault.getMessage());
            throw new ArtifactRefused(where + " " + fault.pointer(), "a value of the schema", found, fault);
        }
    }

    private static <T> T bind(JsonNode tree, Class<T> type, String where) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException fault) {
            throw new ArtifactRefused(
                    where + " " + pointer(fault), "a value of the format", fault.getOriginalMessage(), fault);
        } catch (JsonProcessingException fault) {
            throw new ArtifactRefused(where, "a value of the format", fault.getOriginalMessage(), fault);
        }
    }

    static byte[] toBytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException("no JSON for " + value.getClass().getSimpleName(), fault);
        }
    }

    private static String pointer(JsonMappingException fault) {
        return fault.getPath().stream()
                .map(step -> "/" + (step.getFieldName() != null ? step.getFieldName() : step.getIndex()))
                .collect(Collectors.joining());
    }
}
