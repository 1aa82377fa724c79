package io.fashionstream.stream.trace;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.SourceRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Traces that are off: nothing is looked at, kept or allocated. */
public final class NoTraces implements ImageTraces {
    @Override
    public void decoding(SourceRecord image) {}

    @Override
    public void decoded(boolean ready) {}

    @Override
    public void classifying(String modelId) {}

    @Override
    public void classified(@Nullable RuntimeException failure) {}

    @Override
    public void sending(SourceRecord image, String topic, @Nullable Headers passedOn) {}

    @Override
    public void sent() {}

    @Override
    public void labelled(SourceRecord image, ImageLabel label) {}

    @Override
    public void rejected(SourceRecord image, RejectedImage rejection) {}

    @Override
    public void unanswered(SourceRecord image, String outcome) {}

    @Override
    public void forget(TopicPartition partition) {}

    @Override
    public void close() {}
}
