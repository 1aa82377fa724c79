package io.fashionstream.stream.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Sizes of the micro-batches that occurred. Safe for use by several threads. */
final class BatchSizes {
    /** Sizes up to 1, 2, 4, ... 1024. */
    private static final int BUCKETS = 11;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final LongAdder images = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAccumulator largest = new LongAccumulator(Math::max, 0);

    void count(int size) {
        counts.incrementAndGet(Math.min(BUCKETS - 1, 32 - Integer.numberOfLeadingZeros(size - 1)));
        images.add(size);
        batches.increment();
        largest.accumulate(size);
    }

    ServingFigures.BatchSizes figures() {
        long all = batches.sum();
        List<ServingFigures.Bucket> histogram = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (counts.get(bucket) > 0) {
                histogram.add(new ServingFigures.Bucket(1 << bucket, counts.get(bucket)));
            }
        }
        return new ServingFigures.BatchSizes(all, all == 0 ? 0 : (double) images.sum() / all, largest.get(), histogram);
    }
}
