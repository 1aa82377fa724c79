package io.fashionstream.stream.replay;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SchemaMismatch;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Labels and rejections that are committed from the moment of opening on. One thread. */
final class Answers implements AutoCloseable {
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    Answers(KafkaConnection connection, Topics topics, Duration patience) {
        this.topics = topics;
        this.consumer = CommittedScan.consumer(connection);
        List<TopicPartition> partitions =
                new ArrayList<>(CommittedScan.partitions(consumer, topics.imageLabels(), patience));
        partitions.addAll(CommittedScan.partitions(consumer, topics.rejectedImages(), patience));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition, patience));
    }

    /** Hands what came within {@code wait} to {@code pending}. */
    void take(Duration wait, Pending pending) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            if (record.topic().equals(topics.imageLabels())) {
                read(labels, record.value()).ifPresent(pending::labelled);
            } else {
                Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
                read(rejections, header == null ? null : header.value()).ifPresent(pending::rejected);
            }
        }
    }

    /** A value of strangers that does not obey its schema is no answer to us. */
    private static <T> Optional<T> read(JsonCodec<T> codec, byte @org.jspecify.annotations.Nullable [] value) {
        try {
            return value == null ? Optional.empty() : Optional.of(codec.read(value));
        } catch (SchemaMismatch e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
