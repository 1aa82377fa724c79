package io.fashionstream.stream.accuracy;

import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One event as it lies in a topic.
 *
 * @param timestamp of the record, in epoch milliseconds
 * @param appended when it came to lie there, in epoch milliseconds
 * @param payload an ImageLabel, GroundTruth or RejectedImage, or any other object for an unreadable value
 */
record RawEvent(String topic, int partition, long offset, String key, long timestamp, long appended, Object payload) {
    private static final JsonCodec<ImageLabel> LABELS = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private static final JsonCodec<GroundTruth> TRUTHS = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
    private static final JsonCodec<RejectedImage> REJECTIONS = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    RawEvent at(long newOffset) {
        return new RawEvent(topic, partition, newOffset, key, timestamp, appended, payload);
    }

    Record<byte[], byte[]> record() {
        RecordHeaders headers = new RecordHeaders();
        if (payload instanceof RejectedImage rejection) {
            headers.add(CloudEventHeaders.REJECTION, REJECTIONS.write(rejection));
        }
        return new Record<>(key.getBytes(StandardCharsets.UTF_8), value(), timestamp, headers);
    }

    private byte[] value() {
        if (payload instanceof ImageLabel label) {
            return LABELS.write(label);
        }
        return payload instanceof GroundTruth truth ? TRUTHS.write(truth) : "not JSON".getBytes(StandardCharsets.UTF_8);
    }
}
