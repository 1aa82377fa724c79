package io.fashionstream.stream.batch;

import static io.fashionstream.check.Check.require;

import java.time.Duration;

/**
 * How large a micro-batch may become.
 *
 * @param maxImages largest number of images in one batch, 1 to 1024
 * @param timeBudget how long one batch should take at most; when images turn out slow, batches shrink to fit
 */
public record BatchLimits(int maxImages, Duration timeBudget) {
    public BatchLimits {
        require(maxImages >= 1 && maxImages <= 1024, "batch.max.images must be 1 to 1024, got %s", maxImages);
        require(timeBudget.toMillis() >= 1, "the time budget of a batch must be at least 1 ms, got %s", timeBudget);
    }
}
