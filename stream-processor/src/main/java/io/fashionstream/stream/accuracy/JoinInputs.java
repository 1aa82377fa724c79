package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The topics that the join reads, and the events of this program on them. Safe for use by several threads. */
final class JoinInputs {
    private final Topics topics;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    JoinInputs(Topics topics) {
        this.topics = topics;
    }

    List<String> topics() {
        return List.of(topics.imageLabels(), topics.challengerLabels(), topics.groundTruth(), topics.rejectedImages());
    }

    boolean isTruth(SourceRecord record) {
        return record.topic().equals(topics.groundTruth());
    }

    boolean isRejection(SourceRecord record) {
        return record.topic().equals(topics.rejectedImages());
    }

    /** The role in which a model gave the label in {@code record}. */
    ModelAlias role(SourceRecord record) {
        return record.topic().equals(topics.challengerLabels()) ? ModelAlias.CHALLENGER : ModelAlias.CHAMPION;
    }

    /**
     * The rejection in {@code record}.
     *
     * @throws SerializationException if there is none that is readable
     */
    RejectedImage rejection(SourceRecord record) {
        Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
        return rejections.read(present(
                header == null ? null : header.value(),
                "expected the header \"" + CloudEventHeaders.REJECTION + "\", found none"));
    }

    /**
     * The label in {@code record}.
     *
     * @throws SerializationException if there is none that is readable
     */
    ImageLabel label(SourceRecord record) {
        present(record.key(), "expected the product id as record key, found none");
        return labels.read(present(record.value(), "expected a JSON value, found none"));
    }

    private static byte[] present(byte @Nullable [] bytes, String problem) {
        if (bytes == null || bytes.length == 0) {
            throw new SerializationException(problem);
        }
        return bytes;
    }
}
