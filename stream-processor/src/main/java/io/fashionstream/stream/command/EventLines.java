package io.fashionstream.stream.command;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/** Prints each event as a line, for people or as JSON, until there were enough. */
final class EventLines implements Predicate<ConsumerRecords<byte[], byte[]>> {
    private final Line lines;
    private final long most;
    private final PrintWriter out;
    private long shown;

    /** The bytes of a record that hold the event, or null if it has none. */
    interface Part {
        byte @Nullable [] of(ConsumerRecord<byte[], byte[]> record);
    }

    /** The line of a record; empty if it holds no event that can be shown. */
    interface Line extends Function<ConsumerRecord<byte[], byte[]>, Optional<String>> {}

    /** Prints at most {@code most} of them. */
    EventLines(Line lines, long most, PrintWriter out) {
        this.lines = lines;
        this.most = most;
        this.out = out;
    }

    @Override
    public boolean test(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (shown < most) {
                lines.apply(record).ifPresent(this::print);
            }
        }
        out.flush();
        return shown < most;
    }

    private void print(String line) {
        out.println(line);
        shown++;
    }
}
