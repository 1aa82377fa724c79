package io.fashionstream.stream;

import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * The topics have another number of partitions than they had when this application stored its state, which it keeps
 * partition by partition.
 */
public final class PartitionsChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String KAFKAS_WORDS = "has invalid partitions";

    private PartitionsChanged(String found, Throwable cause) {
        super(
                "the topics have other numbers of partitions than this application's state: %s. Nothing is lost, images wait;"
                                .formatted(found)
                        + " docs/operators.md says how to go on",
                cause);
    }

    /**
     * Kafka Streams has no exception type for this; its message recommends a tool that would cause all images to be
     * labelled again.
     */
    static Optional<Throwable> of(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return failure instanceof StreamsException && message != null && message.contains(KAFKAS_WORDS)
                ? Optional.of(new PartitionsChanged(message.replaceFirst("\\. Use .*", ""), failure))
                : Optional.empty();
    }
}
