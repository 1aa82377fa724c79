package io.fashionstream.event.serde;

import org.jspecify.annotations.Nullable;

/**
 * The JSON of one payload type as the programs themselves write it, read and written without a tree.
 *
 * <p>What it reads obeys the schema. It need not read all that does: what stands in another order, or has fields of a
 * later release, is for the schema to judge.
 */
interface StreamedForm<T> {
    /** One value as UTF-8 JSON without line breaks. */
    byte[] write(T value);

    /** The value, or null if {@code json} is not in this form. */
    @Nullable
    T read(byte[] json);
}
