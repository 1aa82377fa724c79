package io.fashionstream.stream.accuracy;

import io.fashionstream.event.serde.PayloadType;

/** An event to publish, and the type that says how and where to. */
record Publication(PayloadType<?> type, Object event) {
    static <T> Publication of(PayloadType<T> type, T event) {
        return new Publication(type, event);
    }

    <T> boolean is(PayloadType<T> other) {
        return type.equals(other);
    }

    /** The event, where {@link #is} holds. */
    <T> T as(PayloadType<T> other) {
        return other.payload().cast(event);
    }
}
