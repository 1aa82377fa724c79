package io.fashionstream.stream.trace;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.SourceRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Told of each image's way through the processor by the stream threads, so that spans can be made of it. What one thread
 * tells belongs together. Safe for use by several threads.
 *
 * <p>Of each batch it is told {@link #decoding} and {@link #decoded} for every record in turn, then {@link #classifying} and
 * {@link #classified} once. When it is a record's own turn it is told {@link #sending} and {@link #sent} for all that it is
 * answered with, and then what the answer was.
 */
public interface ImageTraces extends AutoCloseable {
    /** The record {@code image} is being read and decoded. */
    void decoding(SourceRecord image);

    /** The record that is being decoded is decoded now; {@code ready} for the network, or else refused. */
    void decoded(boolean ready);

    /** The network sees all images that are ready; there may be none. */
    void classifying(String modelId);

    /** The network has seen them; {@code failure} is why it gave no answers, or null if it gave them. */
    void classified(@Nullable RuntimeException failure);

    /**
     * A record goes to {@code topic} because of {@code image}.
     *
     * @param passedOn the headers that the trace is passed on in; null if they are to stay as they are
     */
    void sending(SourceRecord image, String topic, @Nullable Headers passedOn);

    /** The record that is being sent is with the producer now. */
    void sent();

    /** All that {@code image} is answered with was sent, and that is a label. */
    void labelled(SourceRecord image, ImageLabel label);

    /** All that {@code image} is answered with was sent, and that is a rejection. */
    void rejected(SourceRecord image, RejectedImage rejection);

    /** Nothing is sent because of {@code image}: {@code outcome} says why, such as {@code DUPLICATE}. */
    void unanswered(SourceRecord image, String outcome);

    /** No more images of {@code partition} are answered by this thread. */
    void forget(TopicPartition partition);

    /** Sends what is not sent yet, for a few seconds at most. */
    @Override
    void close();
}
