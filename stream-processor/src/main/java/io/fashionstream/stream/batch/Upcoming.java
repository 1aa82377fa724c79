package io.fashionstream.stream.batch;

import io.fashionstream.event.serde.SourceRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The polled and not yet processed records of one partition, in offset order. Confined to one thread. */
final class Upcoming<R> {
    /** One record, and its result once that is computed. */
    static final class Entry<R> {
        final SourceRecord record;

        @Nullable
        R result;

        Entry(SourceRecord record) {
            this.record = record;
        }
    }

    private final Deque<Entry<R>> unprocessed = new ArrayDeque<>();
    private final Deque<Entry<R>> uncomputed = new ArrayDeque<>();

    private final Preparation preparation;

    Upcoming(Preparation preparation) {
        this.preparation = preparation;
    }

    /** Remembers {@code polled} and begins to prepare it; offsets that go backwards show a rewind, which makes all that was remembered stale. */
    void add(List<SourceRecord> polled) {
        Entry<R> last = unprocessed.peekLast();
        if (last != null && polled.get(0).offset() <= last.record.offset()) {
            clear();
        }
        for (SourceRecord record : polled) {
            Entry<R> entry = new Entry<>(record);
            unprocessed.add(entry);
            uncomputed.add(entry);
            preparation.begin(record);
        }
    }

    /** Drops all. */
    void clear() {
        unprocessed.forEach(this::drop);
        unprocessed.clear();
        uncomputed.clear();
    }

    private void drop(Entry<R> entry) {
        if (entry.result == null) {
            preparation.abandon(entry.record);
        }
    }

    /**
     * Takes out the entry of {@code record} and drops all before it. An entry of the same offset that does not hold the
     * very same bytes is of another time, and is dropped too.
     */
    Entry<R> take(SourceRecord record) {
        Entry<R> found = null;
        while (!unprocessed.isEmpty() && unprocessed.peek().record.offset() <= record.offset()) {
            if (found != null) {
                drop(found);
            }
            found = unprocessed.poll();
        }
        while (!uncomputed.isEmpty() && uncomputed.peek().record.offset() <= record.offset()) {
            uncomputed.poll();
        }
        if (found != null && !isSame(found.record, record)) {
            drop(found);
            found = null;
        }
        return found == null ? new Entry<>(record) : found;
    }

    private static boolean isSame(SourceRecord one, SourceRecord other) {
        return one.offset() == other.offset() && one.value() == other.value();
    }

    /**
     * Takes the next entry that has no result yet, if it is prepared; it stays remembered until it is taken or dropped.
     */
    Optional<Entry<R>> nextUncomputed() {
        Entry<R> next = uncomputed.peek();
        if (next == null || !preparation.isDone(next.record)) {
            return Optional.empty();
        }
        return Optional.of(uncomputed.remove());
    }

    int size() {
        return unprocessed.size();
    }
}
