package io.fashionstream.stream.task;

import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadType;
import org.apache.kafka.common.serialization.Serializer;

/** A topic, and the type of the JSON events on it. */
public record Destination<T>(PayloadType<T> type, String topic, Serializer<T> form) {
    public static <T> Destination<T> of(PayloadType<T> type, String topic) {
        return new Destination<>(type, topic, JsonSerdes.of(type).serializer());
    }

    /** {@code event}, on its way to the topic. */
    public Outgoing<T> outgoing(T event) {
        return new Outgoing<>(topic, form, event);
    }
}
