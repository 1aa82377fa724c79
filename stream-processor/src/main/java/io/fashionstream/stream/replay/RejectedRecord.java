package io.fashionstream.stream.replay;

import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.ProductImageReader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** One record of {@code rejected-images}, and what its rejection header says. */
final class RejectedRecord {
    private final ConsumerRecord<byte[], byte[]> stored;
    private final RejectedImage rejection;

    RejectedRecord(ConsumerRecord<byte[], byte[]> stored, RejectedImage rejection) {
        this.stored = stored;
        this.rejection = rejection;
    }

    RejectedImage rejection() {
        return rejection;
    }

    /** The record key as text; empty if the record has none. */
    String productId() {
        return stored.key() == null ? "" : ProductId.of(stored.key());
    }

    /** {@code topic/partition/offset} of the original record: what this image is known by. */
    String position() {
        return rejection.sourceTopic() + "/" + rejection.sourcePartition() + "/" + rejection.sourceOffset();
    }

    /** Whether the image had already been sent again before it was rejected; it is not sent a third time. */
    boolean wasSentAgain() {
        return stored.headers().lastHeader(CloudEventHeaders.REPLAYED_FROM) != null;
    }

    /**
     * Whether there is something to send: an image or a reference to one. A tombstone has neither, and an image of too many
     * bytes was left at its source.
     */
    boolean hasImage() {
        return stored.value() != null || ProductImageReader.refers(stored.headers());
    }

    int bytes() {
        return stored.serializedKeySize() + stored.serializedValueSize();
    }

    /**
     * The original record, byte for byte, with the mark of a replay and without the rejection. It goes to the partition
     * it stood in, because publishers choose partitions by rules of their own.
     *
     * @param partitions how many the topic has now
     */
    ProducerRecord<byte[], byte[]> again(String topic, int partitions) {
        Headers headers = new RecordHeaders(stored.headers().toArray());
        headers.remove(CloudEventHeaders.REJECTION);
        headers.add(CloudEventHeaders.REPLAYED_FROM, position().getBytes(StandardCharsets.UTF_8));
        Integer partition = rejection.sourcePartition() < partitions ? rejection.sourcePartition() : null;
        return new ProducerRecord<>(topic, partition, stored.key(), stored.value(), headers);
    }
}
