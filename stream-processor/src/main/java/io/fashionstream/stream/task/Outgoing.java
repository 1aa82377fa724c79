package io.fashionstream.stream.task;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record that a processor forwards, and the topic that it is for.
 *
 * @param form writes the value
 * @param value null for a record without a value
 */
public record Outgoing<T>(
        String topic, Serializer<T> form, @Nullable T value) {
    private static final Serde<Outgoing<?>> SERDE =
            Serdes.serdeFrom((topic, outgoing) -> outgoing == null ? null : outgoing.bytes(), (topic, bytes) -> {
                throw new UnsupportedOperationException("values are only written by their way out, from " + topic);
            });

    /** Writes each of {@code records} to its topic, by a sink called {@code name}. */
    public static <K> void write(KStream<K, Outgoing<?>> records, Serde<K> keys, String name) {
        records.to(
                (key, outgoing, context) -> outgoing.topic(),
                Produced.<K, Outgoing<?>>as(name).withKeySerde(keys).withValueSerde(SERDE));
    }

    /** The value as it is written; null for a record without a value. */
    public byte @Nullable [] bytes() {
        return value == null ? null : form.serialize(topic, value);
    }
}
