package io.fashionstream.event.serde;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of one payload type in the form in which the programs themselves write it, without building
 * a tree.
 *
 * <p>What it reads obeys the schema. It may decline JSON that obeys the schema too, such as members in another order or
 * of a later release; such JSON is then read and checked by the schema.
 */
interface StreamedForm<T> {
    /** One value as UTF-8 JSON without line breaks. */
    byte[] write(T value);

    /** The value, or null if {@code json} is not in this form. */
    @Nullable
    T read(byte[] json);
}
