package io.fashionstream.testkit.ledger;

import io.fashionstream.connection.CommittedReader;
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
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads all of {@code image-labels} and {@code rejected-images} from their beginning, as any other client of committed
 * records would. It is in no consumer group, so that it cannot influence the processor. Confined to one thread.
 */
public final class AnswerReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonCodec<ImageLabel> LABELS = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private static final JsonCodec<RejectedImage> REJECTIONS = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    private final String labelTopic;
    private final CommittedReader reader;

    /** Begins to read; both topics must exist. */
    public AnswerReader(KafkaConnection connection, Topics topics) {
        this.labelTopic = topics.imageLabels();
        this.reader = CommittedReader.ofAll(connection, PATIENCE, topics.imageLabels(), topics.rejectedImages());
    }

    /**
     * Answers that were committed since the last call, at most {@code wait} later; those of one partition in its order.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if a record is not what its topic promises
     */
    public List<Answer> poll(Duration wait) {
        List<Answer> answers = new ArrayList<>();
        reader.poll(wait, record -> answers.add(read(record)));
        return answers;
    }

    /** Returns all further answers that were committed when this was called. */
    public List<Answer> readToEnd() {
        List<Answer> answers = new ArrayList<>();
        reader.readToEnd(record -> answers.add(read(record)));
        return answers;
    }

    @Override
    public void close() {
        reader.close();
    }

    private Answer read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(labelTopic)) {
            return new Answer.Labelled(LABELS.read(record.value()));
        }
        Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
        return new Answer.Rejected(REJECTIONS.read(
                Objects.requireNonNull(header, "rejection header").value()));
    }
}
