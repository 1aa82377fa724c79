package io.fashionstream.event.serde;

import java.io.Serial;
import org.apache.kafka.common.errors.SerializationException;

/** A JSON value that does not obey its schema: which schema, where in the value, what was expected, what was found. */
public final class SchemaMismatch extends SerializationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String pointer;

    SchemaMismatch(String schema, String pointer, String expected, String found, Throwable... cause) {
        super(
                schema + " at " + (pointer.isEmpty() ? "the root" : pointer) + ": expected " + expected + ", found "
                        + found,
                cause.length == 0 ? null : cause[0]);
        this.pointer = pointer;
    }

    /** JSON pointer (RFC 6901) to the offending place; empty for the whole value. */
    public String pointer() {
        return pointer;
    }
}
