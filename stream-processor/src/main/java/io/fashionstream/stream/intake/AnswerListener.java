package io.fashionstream.stream.intake;

import io.fashionstream.event.serde.SourceRecord;

/** Told what became of each image, by the stream threads. */
public interface AnswerListener {
    /** The answer to {@code source} was forwarded, if there is one to forward. */
    void answered(SourceRecord source, Answer answer);

    /** Called every ten seconds by each task, to log what would be too much for every image. */
    default void report() {}
}
