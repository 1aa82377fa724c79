package io.fashionstream.stream.trace;

import io.fashionstream.event.serde.CloudEventHeaders;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A trace's context in the headers of a record: as headers of its own, or in the extension of CloudEvents
 * ({@code ce_traceparent}), which counts where the record has no header of that name. Safe for use by several threads.
 */
final class TraceContext implements TextMapGetter<Headers>, TextMapSetter<Headers> {
    /** The longest that W3C asks everybody to pass on. */
    private static final int LONGEST_VALUE = 512;

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
        Header found = headers == null ? null : CloudEventHeaders.traceHeader(headers, name);
        byte[] value = found == null ? null : found.value();
        return value == null || value.length > LONGEST_VALUE ? null : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public void set(@Nullable Headers headers, String name, String value) {
        if (headers != null) {
            headers.remove(name);
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
