package io.fashionstream.stream.batch;

import io.fashionstream.event.serde.SourceRecord;
import java.util.List;

/**
 * Computes one result for each record of a batch.
 *
 * <p>Must be pure: a result may be computed and never used, or computed twice. Must answer for every record by itself,
 * because a thrown exception is blamed on whichever record asked first, not on the one that caused it.
 */
@FunctionalInterface
public interface BatchFunction<R> {
    /**
     * Results for the first records of {@code batch}, in the same order, none null: for all of them, or for as many as there
     * was time for, but for at least one. The others are asked for again when it is their turn.
     */
    List<R> apply(List<SourceRecord> batch);
}
