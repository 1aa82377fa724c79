package io.fashionstream.stream.answer;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SchemaMismatch;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Labels and rejections that are committed from the moment of opening on. One thread. */
public final class AnswerReader implements AutoCloseable {
    private final Topics topics;
    private final CommittedReader reader;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    /** Told of each answer, to whichever image. */
    public interface Listener {
        void labelled(ImageLabel label);

        void rejected(RejectedImage rejection);
    }

    /**
     * Both topics must exist.
     *
     * @param patience how long the broker may take for any one answer, at least 1 s
     * @throws io.fashionstream.connection.BrokerUnreachable if it takes longer
     */
    public AnswerReader(KafkaConnection connection, Topics topics, Duration patience) {
        this.topics = topics;
        this.reader = CommittedReader.ofNew(connection, patience, topics.imageLabels(), topics.rejectedImages());
    }

    /** Hands what came within {@code wait} to {@code listener}. */
    public void poll(Duration wait, Listener listener) {
        reader.poll(wait, record -> {
            if (record.topic().equals(topics.imageLabels())) {
                read(labels, record.value()).ifPresent(listener::labelled);
            } else {
                read(rejections, rejection(record)).ifPresent(listener::rejected);
            }
        });
    }

    /** The header of a record on {@code rejected-images} that says why it is there; null if there is none. */
    public static byte @Nullable [] rejection(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
        return header == null ? null : header.value();
    }

    /** Empty for a value that does not obey its schema, which strangers may write: it is no answer. */
    private static <T> Optional<T> read(JsonCodec<T> codec, byte @Nullable [] value) {
        try {
            return value == null ? Optional.empty() : Optional.of(codec.read(value));
        } catch (SchemaMismatch e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
