package io.fashionstream.stream;

import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.decode.Decoded;
import io.fashionstream.stream.decode.ImageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one record up to the network: read as an event, decoded as a picture. Safe for use by several threads. */
final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final ImageDecoder decoder;

    Intake(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /** Takes one record; never throws for what it holds. */
    Taken take(ConsumerRecord<byte[], byte[]> source) {
        try {
            ReadImage read = ProductImageReader.read(SourceRecord.of(source));
            if (read instanceof ReadImage.Unreadable unreadable) {
                return new Taken.Refused(source, unreadable.rejection(), unreadable.imageId(), unreadable.eventId());
            }
            return decode(source, ((ReadImage.Readable) read).image());
        } catch (RuntimeException e) {
            // A fault of ours that one input brings out must cost that input alone, not stop its partition.
            log.error("Rejecting {}-{}@{}: it cannot be read", source.topic(), source.partition(), source.offset(), e);
            Rejection rejection = new Rejection(RejectionReason.CORRUPT, "reading it failed unexpectedly: " + e);
            return new Taken.Refused(source, rejection, null, null);
        }
    }

    private Taken decode(ConsumerRecord<byte[], byte[]> source, ProductImage image) {
        Decoded decoded = decoder.decode(image);
        if (decoded instanceof Decoded.Image picture) {
            return new Taken.Ready(source, image, picture.tensor(), picture.outOfDistribution());
        }
        Rejection rejection = ((Decoded.Refused) decoded).rejection();
        return new Taken.Refused(source, rejection, image.imageId(), image.eventId());
    }
}
