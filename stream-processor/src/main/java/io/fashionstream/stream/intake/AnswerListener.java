package io.fashionstream.stream.intake;

import io.fashionstream.event.serde.SourceRecord;

/** Told what became of each image, by the stream threads. */
public interface AnswerListener {
    /** The answer to {@code source} was forwarded, if there is one to forward. */
    void answered(SourceRecord source, Answer answer);

    /** Called every ten seconds by each task, for what is not to be said of every image. */
    default void report() {}
}
