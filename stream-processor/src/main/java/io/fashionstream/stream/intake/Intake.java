package io.fashionstream.stream.intake;

import io.fashionstream.event.EventIdentity;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.duplicate.EventKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one record up to the network: read as an event, decoded as a picture. Safe for use by several threads. */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final ImageDecoder decoder;

    public Intake(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /** Takes one record; never throws for what it holds. */
    Taken take(ConsumerRecord<byte[], byte[]> source) {
        try {
            ReadImage read = ProductImageReader.read(SourceRecord.of(source));
            if (read instanceof ReadImage.Unreadable unreadable) {
                return refused(source, unreadable);
            }
            if (read instanceof ReadImage.Removal) {
                return new Taken.Removal(source);
            }
            return decode(source, (ReadImage.Readable) read);
        } catch (RuntimeException e) {
            // A fault of ours that one input brings out must cost that input alone, not stop its partition.
            log.error("Rejecting {}-{}@{}: it cannot be read", source.topic(), source.partition(), source.offset(), e);
            Rejection rejection = new Rejection(RejectionReason.CORRUPT, "reading it failed unexpectedly: " + e);
            return new Taken.Refused(source, rejection, null, null, null);
        }
    }

    private static Taken refused(ConsumerRecord<byte[], byte[]> source, ReadImage.Unreadable unreadable) {
        return new Taken.Refused(
                source,
                unreadable.rejection(),
                unreadable.imageId(),
                unreadable.eventId(),
                event(unreadable.productId(), unreadable.identity(), source.value()));
    }

    private Taken decode(ConsumerRecord<byte[], byte[]> source, ReadImage.Readable read) {
        ProductImage image = read.image();
        EventKey event = event(image.productId(), read.identity(), image.bytes());
        Decoded decoded = decoder.decode(image);
        if (decoded instanceof Decoded.Image picture) {
            return new Taken.Ready(
                    source, image, picture.tensor(), picture.outOfDistribution(), read.unknownCategory(), event);
        }
        Rejection rejection = ((Decoded.Refused) decoded).rejection();
        return new Taken.Refused(source, rejection, image.imageId(), image.eventId(), event);
    }

    private static @Nullable EventKey event(
            @Nullable String productId, @Nullable EventIdentity identity, byte @Nullable [] content) {
        if (identity == null || productId == null) {
            return null;
        }
        return EventKey.of(ProductId.key(productId), identity, content == null ? new byte[0] : content);
    }
}
