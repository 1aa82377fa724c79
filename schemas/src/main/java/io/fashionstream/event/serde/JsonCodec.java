package io.fashionstream.event.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the JSON form of one payload type; what is read obeys the schema, or is refused.
 *
 * <p>Where there is a {@link StreamedForm}, the schema is asked only about values that are not in it: it then decides, and
 * explains a refusal.
 *
 * <p>Safe for use by several threads.
 */
public final class JsonCodec<T> {
    private final PayloadType<T> type;
    private final SchemaValidation validation;
    private final @Nullable StreamedForm<T> streamed;

    private JsonCodec(PayloadType<T> type, @Nullable StreamedForm<T> streamed) {
        this.type = type;
        this.streamed = streamed;
        this.validation = SchemaValidation.of(type);
    }

    public static <T> JsonCodec<T> of(PayloadType<T> type) {
        return new JsonCodec<>(type, streamedForm(type));
    }

    /** There is a label or a rejection for every image; all other events are few. */
    @SuppressWarnings("unchecked") // T is the payload
    private static <T> @Nullable StreamedForm<T> streamedForm(PayloadType<T> type) {
        if (type.payload() == ImageLabel.class) {
            return (StreamedForm<T>) new LabelJson();
        }
        return type.payload() == RejectedImage.class ? (StreamedForm<T>) new RejectionJson() : null;
    }

    /** One value as UTF-8 JSON without line breaks. */
    public byte[] write(T value) {
        return streamed == null ? mapped(value) : streamed.write(value);
    }

    private byte[] mapped(T value) {
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
        T known = streamed == null ? null : streamed.read(json);
        return known == null ? validated(json) : known;
    }

    private T validated(byte[] json) {
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
