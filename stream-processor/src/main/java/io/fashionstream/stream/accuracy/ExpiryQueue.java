package io.fashionstream.stream.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keys in the order in which they are to be forgotten, in a state store. Adding and taking cost the same however many
 * there are: taking goes on where it stopped, and never walks over what it has deleted before.
 */
final class ExpiryQueue {
    private static final byte[] NO_VALUE = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;
    private Bytes head = StateKeys.expiry(0);

    ExpiryQueue(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Queues {@code key}; it may be queued several times. */
    void add(long time, Bytes key) {
        Bytes entry = StateKeys.expiry(time, key);
        store.put(entry, NO_VALUE);
        if (entry.compareTo(head) < 0) {
            head = entry;
        }
    }

    /**
     * Takes keys whose time lies before {@code before}, oldest first, and gives each to {@code forget}.
     *
     * @param most how many to take at most
     * @return how many were taken
     */
    int take(long before, int most, Consumer<Bytes> forget) {
        List<Bytes> due = due(before, most);
        for (Bytes entry : due) {
            forget.accept(StateKeys.expiring(entry));
            store.delete(entry);
            head = entry;
        }
        return due.size();
    }

    private List<Bytes> due(long before, int most) {
        List<Bytes> due = new ArrayList<>();
        Bytes end = StateKeys.expiry(before);
        if (head.compareTo(end) >= 0) {
            return due;
        }
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(head, end)) {
            while (entries.hasNext() && due.size() < most) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                due.add(entry.key);
            }
        }
        return due;
    }
}
