package io.fashionstream.testkit.ledger;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all of {@code image-labels} and {@code rejected-images} from their beginning, as any other client of committed
 * records would. It is in no consumer group, so that it cannot influence the processor. Confined to one thread.
 */
public final class AnswerReader implements AutoCloseable {
    private static final JsonCodec<ImageLabel> LABELS = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private static final JsonCodec<RejectedImage> REJECTIONS = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    private final String labelTopic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Begins to read; both topics must exist. */
    public AnswerReader(KafkaConnection connection, Topics topics) {
        this.labelTopic = topics.imageLabels();
        this.consumer = new KafkaConsumer<>(
                connection.with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(topics.imageLabels(), topics.rejectedImages())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Answers that were committed since the last call, at most {@code wait} later; those of one partition in its order.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if a record is not what its topic promises
     */
    public List<Answer> poll(Duration wait) {
        List<Answer> answers = new ArrayList<>();
        consumer.poll(wait).forEach(record -> answers.add(read(record)));
        return answers;
    }

    /** Returns all further answers that were committed when this was called. */
    public List<Answer> readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<Answer> answers = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            answers.addAll(poll(Duration.ofMillis(100)));
        }
        return answers;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Answer read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(labelTopic)) {
            return new Answer.Labelled(LABELS.read(record.value()));
        }
        Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
        return new Answer.Refused(REJECTIONS.read(
                Objects.requireNonNull(header, "rejection header").value()));
    }
}
