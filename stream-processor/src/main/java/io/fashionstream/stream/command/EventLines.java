package io.fashionstream.stream.command;

import io.fashionstream.event.serde.JsonCodec;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/** Prints each event as a line, for people or as JSON, until there were enough. */
final class EventLines<T> implements Predicate<ConsumerRecords<byte[], byte[]>> {
    private final JsonCodec<T> codec;
    private final Part part;
    private final Function<T, String> line;
    private final long most;
    private final PrintWriter out;
    private long shown;

    /** The bytes of a record that hold the event, or null if it has none. */
    interface Part {
        byte @Nullable [] of(ConsumerRecord<byte[], byte[]> record);
    }

    /** Prints at most {@code most} of them. */
    EventLines(JsonCodec<T> codec, Part part, Function<T, String> line, long most, PrintWriter out) {
        this.codec = codec;
        this.part = part;
        this.line = line;
        this.most = most;
        this.out = out;
    }

    @Override
    public boolean test(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            byte[] event = part.of(record);
            if (event != null && shown < most) {
                WatchOptions.read(codec, event).ifPresent(this::print);
            }
        }
        out.flush();
        return shown < most;
    }

    private void print(T event) {
        out.println(line.apply(event));
        shown++;
    }
}
