package io.fashionstream.event.serde;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Kafka serdes of the JSON payloads. A record without a value is a tombstone, and null both ways. */
public final class JsonSerdes {
    private JsonSerdes() {}

    /**
     * A serde of {@code type}, safe for use by several threads. Reading throws {@link SchemaMismatch}, which is a
     * {@link org.apache.kafka.common.errors.SerializationException}, for a value that does not obey the schema.
     */
    public static <T> Serde<T> of(PayloadType<T> type) {
        JsonCodec<T> codec = JsonCodec.of(type);
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : codec.write(value),
                (topic, bytes) -> bytes == null ? null : codec.read(bytes));
    }
}
