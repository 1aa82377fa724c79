package io.fashionstream.stream.accuracy;

import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads the inputs of the join by their topic. Safe for use by several threads. */
final class AccuracyEventReader {
    private final Topics topics;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonCodec<GroundTruth> truths = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    AccuracyEventReader(Topics topics) {
        this.topics = topics;
    }

    /**
     * The event in {@code record} of {@code topic}.
     *
     * @throws SerializationException if it has no product id, or is not readable as what the topic holds
     */
    AccuracyEvent read(String topic, Record<String, byte[]> record) {
        if (record.key() == null || record.key().isEmpty()) {
            throw new SerializationException("expected the product id as record key, found none");
        }
        if (topic.equals(topics.rejectedImages())) {
            return new AccuracyEvent.Refused(rejections.read(rejection(record)));
        }
        byte[] value = present(record.value(), "expected a JSON value, found none");
        if (topic.equals(topics.groundTruth())) {
            return new AccuracyEvent.Said(truths.read(value));
        }
        ModelAlias alias = topic.equals(topics.challengerLabels()) ? ModelAlias.CHALLENGER : ModelAlias.CHAMPION;
        return new AccuracyEvent.Labelled(alias, labels.read(value));
    }

    private static byte[] rejection(Record<String, byte[]> record) {
        Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
        return present(
                header == null ? null : header.value(),
                "expected the header \"" + CloudEventHeaders.REJECTION + "\", found none");
    }

    private static byte[] present(byte @Nullable [] bytes, String problem) {
        if (bytes == null) {
            throw new SerializationException(problem);
        }
        return bytes;
    }
}
