package io.fashionstream.stream.batch;

import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.batch.Upcoming.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Micro-batches without holding a record back.
 *
 * <p>A buffer inside a processor loses records, because their offsets are committed before they are classified. Here
 * nothing waits: when a record is processed and has no result yet, it is computed together with records that the same
 * stream thread has already polled, of all its partitions in turn. Those results are kept until their own records are
 * processed. Whatever happens to a record (commit, abort, rewind, hand-over to another instance) happens to it alone;
 * the look-ahead is a cache of a pure function, and forgetting is always safe.
 *
 * <p>A backlog gives full batches; an idle stream gives small ones with no added wait. Confined to one stream thread.
 *
 * @param <R> result of one record
 */
public final class LookAhead<R> {
    /**
     * More records than a stream thread buffers. Only partitions that were taken away without notice can make it so
     * many.
     */
    private static final int MAX_REMEMBERED = 50_000;

    private final BatchFunction<R> function;
    private final Preparation preparation;
    private final IntConsumer batchSizes;
    private final LongSupplier nanoClock;
    private final BatchSizing sizing;
    private final Map<TopicPartition, Upcoming<R>> partitions = new LinkedHashMap<>();

    /**
     * A look-ahead for one thread.
     *
     * @param batchSizes told the size of every batch that was computed
     */
    public LookAhead(BatchLimits limits, BatchFunction<R> function, IntConsumer batchSizes) {
        this(limits, function, Preparation.NONE, batchSizes);
    }

    /**
     * A look-ahead for one thread, whose records are prepared.
     *
     * @param batchSizes told the size of every batch that was computed
     */
    public LookAhead(BatchLimits limits, BatchFunction<R> function, Preparation preparation, IntConsumer batchSizes) {
        this(limits, function, preparation, batchSizes, System::nanoTime);
    }

    LookAhead(
            BatchLimits limits,
            BatchFunction<R> function,
            Preparation preparation,
            IntConsumer batchSizes,
            LongSupplier nanoClock) {
        this.function = function;
        this.preparation = preparation;
        this.batchSizes = batchSizes;
        this.nanoClock = nanoClock;
        this.sizing = new BatchSizing(limits);
    }

    /** Remembers records that were just polled, so that batches can be formed of them. */
    public void offer(TopicPartition partition, List<SourceRecord> polled) {
        if (polled.isEmpty()) {
            return;
        }
        Upcoming<R> upcoming =
                Objects.requireNonNullElseGet(partitions.remove(partition), () -> new Upcoming<>(preparation));
        partitions.put(partition, upcoming);
        upcoming.add(polled);
        forgetStalest();
    }

    /** The result of {@code record}, computed now, together with later records, unless that has already happened. */
    public R resultOf(SourceRecord record) {
        Upcoming<R> upcoming = partitions.get(new TopicPartition(record.topic(), record.partition()));
        Entry<R> asked = upcoming == null ? new Entry<>(record) : upcoming.take(record);
        if (asked.result == null) {
            compute(batchFrom(asked));
        }
        return Objects.requireNonNull(asked.result, "a batch function must not give null");
    }

    /** Forgets what was polled of {@code partition}; its task is closed. */
    public void forget(TopicPartition partition) {
        Upcoming<R> forgotten = partitions.remove(partition);
        if (forgotten != null) {
            forgotten.clear();
        }
    }

    /** Whether every record that was polled was asked for. */
    public boolean isDrained() {
        for (Upcoming<R> upcoming : partitions.values()) {
            if (upcoming.size() > 0) {
                return false;
            }
        }
        return true;
    }

    /** Number of records that are remembered. */
    public int remembered() {
        return partitions.values().stream().mapToInt(Upcoming::size).sum();
    }

    private List<Entry<R>> batchFrom(Entry<R> asked) {
        List<Entry<R>> batch = new ArrayList<>(sizing.next());
        batch.add(asked);
        List<Upcoming<R>> open = new ArrayList<>(partitions.values());
        while (batch.size() < sizing.next() && !open.isEmpty()) {
            Iterator<Upcoming<R>> turns = open.iterator();
            while (batch.size() < sizing.next() && turns.hasNext()) {
                Optional<Entry<R>> next = turns.next().nextUncomputed();
                next.ifPresentOrElse(batch::add, turns::remove);
            }
        }
        return batch;
    }

    private void compute(List<Entry<R>> batch) {
        List<SourceRecord> records = batch.stream().map(entry -> entry.record).toList();
        long start = nanoClock.getAsLong();
        List<R> results = function.apply(records);
        if (results.isEmpty() || results.size() > batch.size()) {
            throw new IllegalStateException(
                    "expected 1 to " + batch.size() + " results of a batch, got " + results.size());
        }
        sizing.learn(results.size(), nanoClock.getAsLong() - start);
        for (int i = 0; i < results.size(); i++) {
            batch.get(i).result = results.get(i);
        }
        batchSizes.accept(results.size());
    }

    private void forgetStalest() {
        while (partitions.size() > 1 && remembered() > MAX_REMEMBERED) {
            forget(partitions.keySet().iterator().next());
        }
    }
}
