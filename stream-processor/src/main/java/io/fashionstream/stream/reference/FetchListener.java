package io.fashionstream.stream.reference;

import io.fashionstream.event.RejectionReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Told how fetches fare, by several threads. */
public interface FetchListener {
    /** Who does not care. */
    FetchListener NOBODY = (failure, took, attempts) -> {};

    /**
     * A fetch has ended.
     *
     * @param failure null if the image is there
     * @param took from the beginning of its first attempt
     * @param attempts how many there were; 0 for what may not be fetched
     */
    void ended(@Nullable RejectionReason failure, Duration took, int attempts);
}
