package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.GroundTruthReader;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.ReadTruth;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.accuracy.IntakeCounts.Kind;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the inputs of the join by their topic. Safe for use by several threads. */
final class AccuracyEventReader {
    private final Topics topics;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    AccuracyEventReader(Topics topics) {
        this.topics = topics;
    }

    /** The event in {@code record}; never throws for what it holds. */
    AccuracyEvent read(SourceRecord record) {
        if (record.topic().equals(topics.groundTruth())) {
            return truth(GroundTruthReader.read(record));
        }
        try {
            return record.topic().equals(topics.rejectedImages()) ? rejection(record) : label(record);
        } catch (SerializationException e) {
            return new AccuracyEvent.NotCounted(Kind.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static AccuracyEvent truth(ReadTruth read) {
        if (read instanceof ReadTruth.Said said) {
            return new AccuracyEvent.Said(said.productId(), said.truth());
        }
        if (read instanceof ReadTruth.UnknownCategory unknown) {
            return new AccuracyEvent.NotCounted(Kind.UNKNOWN_CATEGORIES, unknown.detail());
        }
        return new AccuracyEvent.NotCounted(Kind.UNREADABLE, ((ReadTruth.Unreadable) read).detail());
    }

    private AccuracyEvent rejection(SourceRecord record) {
        Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
        RejectedImage rejection = rejections.read(present(
                header == null ? null : header.value(),
                "expected the header \"" + CloudEventHeaders.REJECTION + "\", found none"));
        byte[] key = record.key();
        return key == null || key.length == 0
                ? new AccuracyEvent.RefusedWithoutProduct(rejection)
                : new AccuracyEvent.Refused(ProductId.of(key), rejection);
    }

    private AccuracyEvent label(SourceRecord record) {
        byte[] key = present(record.key(), "expected the product id as record key, found none");
        byte[] value = present(record.value(), "expected a JSON value, found none");
        ModelAlias alias =
                record.topic().equals(topics.challengerLabels()) ? ModelAlias.CHALLENGER : ModelAlias.CHAMPION;
        return new AccuracyEvent.Labelled(ProductId.of(key), alias, labels.read(value));
    }

    private static byte[] present(byte @Nullable [] bytes, String problem) {
        if (bytes == null || bytes.length == 0) {
            throw new SerializationException(problem);
        }
        return bytes;
    }
}
