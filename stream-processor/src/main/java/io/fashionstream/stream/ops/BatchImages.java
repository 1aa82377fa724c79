package io.fashionstream.stream.ops;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How many images were classified together. Safe for use by several threads. */
final class BatchImages {
    /** Batches of up to 1, 2, 4, ... 1024 images. */
    private static final double[] BUCKETS =
            IntStream.rangeClosed(0, 10).mapToDouble(power -> 1 << power).toArray();

    private final DistributionSummary summary;

    BatchImages(MeterRegistry registry) {
        summary = DistributionSummary.builder("fashion.stream.batch.images")
                .description("images that were classified together")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void record(int images) {
        summary.record(images);
    }

    /** All batches so far. */
    ServingFigures.BatchSizes figures() {
        HistogramSnapshot snapshot = summary.takeSnapshot();
        List<ServingFigures.Bucket> histogram = new ArrayList<>();
        long smaller = 0;
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            long upTo = (long) bucket.count();
            if (upTo > smaller) {
                histogram.add(new ServingFigures.Bucket((int) bucket.bucket(), upTo - smaller));
            }
            smaller = upTo;
        }
        return new ServingFigures.BatchSizes(snapshot.count(), snapshot.mean(), (long) snapshot.max(), histogram);
    }
}
