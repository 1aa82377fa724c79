package io.fashionstream.stream;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.decode.Decoded;
import io.fashionstream.stream.decode.ImageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one record up to the network: read as an event, decoded as a picture. Safe for use by several threads. */
final class Intake {
    /** What came of it. */
    sealed interface Taken {
        /** Ready for the network. */
        record Ready(ProductImage image, ImageTensor tensor, boolean outOfDistribution) implements Taken {}

        /** Refused, with what is known of the image. */
        record Refused(
                Rejection rejection,
                @Nullable String imageId,
                @Nullable String eventId) implements Taken {}
    }

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final ImageDecoder decoder;

    Intake(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /** Takes one record; never throws for what it holds. */
    Taken take(ConsumerRecord<byte[], byte[]> record) {
        try {
            ReadImage read = ProductImageReader.read(SourceRecord.of(record));
            if (read instanceof ReadImage.Unreadable unreadable) {
                return new Taken.Refused(unreadable.rejection(), unreadable.imageId(), unreadable.eventId());
            }
            return decode(((ReadImage.Readable) read).image());
        } catch (RuntimeException e) {
            // A fault of ours that one input brings out must cost that input alone, not stop its partition.
            log.error(
                    "Rejecting {}-{}@{}, which we fail to read",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
            return new Taken.Refused(
                    new Rejection(RejectionReason.CORRUPT, "reading it failed unexpectedly: " + e), null, null);
        }
    }

    private Taken decode(ProductImage image) {
        Decoded decoded = decoder.decode(image);
        if (decoded instanceof Decoded.Image picture) {
            return new Taken.Ready(image, picture.tensor(), picture.outOfDistribution());
        }
        return new Taken.Refused(((Decoded.Refused) decoded).rejection(), image.imageId(), image.eventId());
    }
}
