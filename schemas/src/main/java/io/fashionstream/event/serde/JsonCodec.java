package io.fashionstream.event.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * Writes and reads the JSON form of one payload type; what is read is checked against the schema first.
 *
 * <p>Safe for use by several threads.
 */
public final class JsonCodec<T> {
    private final PayloadType<T> type;
    private final SchemaValidation validation;

    private JsonCodec(PayloadType<T> type) {
        this.type = type;
        this.validation = SchemaValidation.of(type);
    }

    public static <T> JsonCodec<T> of(PayloadType<T> type) {
        return new JsonCodec<>(type);
    }

    /** One value as UTF-8 JSON without line breaks. */
    public byte[] write(T value) {
        try {
            return StrictJson.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as " + type.schemaFile() + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The value of {@code json}.
     *
     * @throws SchemaMismatch if it is not JSON, or does not obey the schema, or breaks a rule of the Java type
     */
    public T read(byte[] json) {
        JsonNode tree = parse(json);
        validation.check(tree);
        try {
            return StrictJson.MAPPER.treeToValue(tree, type.payload());
        } catch (JsonProcessingException e) {
            throw new SchemaMismatch(
                    type.schemaFile(), "", "a " + type.payload().getSimpleName(), e.getOriginalMessage(), e);
        }
    }

    private JsonNode parse(byte[] json) {
        try {
            return StrictJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new SchemaMismatch(type.schemaFile(), "", "one JSON value", BrokenJson.found(json, e), e);
        }
    }
}
