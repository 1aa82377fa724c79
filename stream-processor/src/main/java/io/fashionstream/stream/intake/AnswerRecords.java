package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.task.Destination;
import io.fashionstream.stream.task.Outgoing;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes the records that an answer is sent with. Safe for use by several threads. */
final class AnswerRecords {
    private static final int HEADER_OVERHEAD_BYTES = 10;
    private static final int BATCH_OVERHEAD_BYTES = 1024;
    private static final long LARGEST_REJECTED_BYTES = TopicSpecs.MAX_REJECTED_BYTES - BATCH_OVERHEAD_BYTES;

    private final Destination<ImageLabel> labels;
    private final Destination<ImageLabel> challengerLabels;
    private final String rejectedImages;
    private final Serializer<byte[]> originals = new ByteArraySerializer();
    private final OutgoingHeaders headers = new OutgoingHeaders();

    AnswerRecords(Topics topics) {
        this.labels = Destination.of(PayloadTypes.IMAGE_LABEL, topics.imageLabels());
        this.challengerLabels = Destination.of(PayloadTypes.IMAGE_LABEL, topics.challengerLabels());
        this.rejectedImages = topics.rejectedImages();
    }

    /** The records of {@code answer}, each for a topic of its own; none for what is not answered. */
    List<Record<byte[], Outgoing<?>>> of(SourceRecord source, Answer answer) {
        if (answer instanceof Answer.Labelled labelled) {
            Record<byte[], Outgoing<?>> champion = label(labels, labelled.label(), labelled, source);
            return labelled.challenger()
                    .map(other -> List.of(champion, label(challengerLabels, other, labelled, source)))
                    .orElseGet(() -> List.of(champion));
        }
        return answer instanceof Answer.Rejected rejected
                ? List.of(rejection(source, rejected.rejection()))
                : List.of();
    }

    private Record<byte[], Outgoing<?>> label(
            Destination<ImageLabel> destination, ImageLabel label, Answer.Labelled answer, SourceRecord source) {
        return new Record<>(
                ProductId.key(label.productId()),
                destination.outgoing(label),
                label.classifiedTime().toEpochMilli(),
                headers.ofLabel(label, answer.event(), source.headers()));
    }

    /**
     * The original, untouched, with its rejection. An image of more bytes than the topic takes stays at its source, which
     * the rejection names: a record that cannot be written would stop its partition.
     */
    private Record<byte[], Outgoing<?>> rejection(SourceRecord source, RejectedImage rejection) {
        Headers withRejection = headers.ofRejection(rejection, source.headers());
        byte[] original = bytes(source, withRejection) <= LARGEST_REJECTED_BYTES ? source.value() : null;
        return new Record<>(
                source.key(),
                new Outgoing<>(rejectedImages, originals, original),
                rejection.rejectedTime().toEpochMilli(),
                withRejection);
    }

    private static long bytes(SourceRecord source, Headers withRejection) {
        long bytes = length(source.key()) + length(source.value());
        for (Header header : withRejection) {
            bytes += header.key().length() + length(header.value()) + HEADER_OVERHEAD_BYTES;
        }
        return bytes;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
