package io.fashionstream.stream.reference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fetch begins next: in the order of the records, so many at once, and none ahead while fetched images that wait for
 * their turn hold too many bytes. A fetch that a stream thread waits for goes first whatever waits. Safe for use by
 * several threads.
 */
final class FetchQueue {
    private final int atOnce;
    private final long aheadBytes;
    private final Deque<Fetch> waiting = new ArrayDeque<>();
    private final Set<Fetch> urgent = new HashSet<>();
    private final Map<Fetch, Integer> held = new HashMap<>();
    private long heldBytes;
    private int running;

    FetchQueue(int atOnce, long aheadBytes) {
        this.atOnce = atOnce;
        this.aheadBytes = aheadBytes;
    }

    synchronized void add(Fetch fetch) {
        waiting.addLast(fetch);
    }

    /** Another attempt at what was tried before: it is older than all that wait. */
    synchronized void addAgain(Fetch fetch) {
        waiting.addFirst(fetch);
    }

    /** Puts what a thread waits for in front of all others, now and after each attempt. */
    synchronized void urge(Fetch fetch) {
        urgent.add(fetch);
        if (waiting.remove(fetch)) {
            waiting.addFirst(fetch);
        }
    }

    /** The fetch to begin now, which takes a place until {@link #ended}; null if none may begin. */
    synchronized @Nullable Fetch next() {
        Fetch first = waiting.peek();
        if (first == null || running >= atOnce || (heldBytes >= aheadBytes && !urgent.contains(first))) {
            return null;
        }
        running++;
        return waiting.poll();
    }

    /** An attempt has ended; its place is free. */
    synchronized void ended() {
        running--;
    }

    /** The image is here, and waits for its turn. */
    synchronized void hold(Fetch fetch, int bytes) {
        held.put(fetch, bytes);
        heldBytes += bytes;
    }

    /** Nobody waits for the fetch any more, and its image is not held. */
    synchronized void release(Fetch fetch) {
        urgent.remove(fetch);
        waiting.remove(fetch);
        Integer bytes = held.remove(fetch);
        heldBytes -= bytes == null ? 0 : bytes;
    }

    synchronized int running() {
        return running;
    }

    synchronized long heldBytes() {
        return heldBytes;
    }
}
