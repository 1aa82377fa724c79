package io.fashionstream.stream;

import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/** The topics have other numbers of partitions than the state of this application, which lies by partition. */
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

    /** Kafka Streams has no exception of its own for it, and advises a tool that would have images labelled again. */
    static Optional<Throwable> of(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return failure instanceof StreamsException && message != null && message.contains(KAFKAS_WORDS)
                ? Optional.of(new PartitionsChanged(message.replaceFirst("\\. Use .*", ""), failure))
                : Optional.empty();
    }
}
