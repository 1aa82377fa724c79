package io.fashionstream.stream.batch;

import io.fashionstream.event.serde.SourceRecord;

/**
 * Work of others, such as a server's, that a record needs before it can be computed. It begins as soon as the record is
 * polled, for all records of a poll together; a batch is made of the record whose turn it is and of records that are
 * prepared. Called by each stream thread for its own records.
 */
public interface Preparation {
    /** Nothing to prepare. */
    Preparation NONE = new Preparation() {
        @Override
        public void begin(SourceRecord polled) {
            // Every record is ready as it is.
        }

        @Override
        public boolean isDone(SourceRecord record) {
            return true;
        }

        @Override
        public void abandon(SourceRecord record) {
            // Nothing was begun.
        }
    };

    /** Begins the work for {@code polled}; does not wait. */
    void begin(SourceRecord polled);

    /** Whether {@code record} can be computed without waiting. */
    boolean isDone(SourceRecord record);

    /** The record, which was polled, will not be computed. */
    void abandon(SourceRecord record);
}
