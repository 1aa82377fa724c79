package io.fashionstream.stream.intake;

import io.fashionstream.event.EventIdentity;
import io.fashionstream.event.ImageReference;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.Excerpt;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.duplicate.EventKey;
import io.fashionstream.stream.reference.FetchInterrupted;
import io.fashionstream.stream.reference.Fetched;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record to the network: reads it as an event and decodes its picture. Safe for use by several threads. */
public final class Intake {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final ImageDecoder decoder;
    private final Clock clock;
    private final @Nullable ReferencedImages references;

    /** Refuses images by reference. */
    public Intake(ImageDecoder decoder, Clock clock) {
        this(decoder, clock, null);
    }

    /** @param references fetches images; null where none are fetched */
    public Intake(ImageDecoder decoder, Clock clock, @Nullable ReferencedImages references) {
        this.decoder = decoder;
        this.clock = clock;
        this.references = references;
    }

    /** Waits until the image that {@code source} may refer to is there or given up; returns for how many nanoseconds. */
    long await(SourceRecord source) {
        return references == null ? 0 : references.await(source);
    }

    /** Takes one record in; never throws for what it holds. */
    IntakeResult take(SourceRecord source) {
        try {
            ReadImage read = ProductImageReader.read(source);
            if (read instanceof ReadImage.Readable readable) {
                return decode(source, readable.image(), readable.declared(), event(readable));
            }
            if (read instanceof ReadImage.Referenced referenced) {
                return fetch(source, referenced);
            }
            return read instanceof ReadImage.Unreadable unreadable
                    ? unreadable(source, unreadable)
                    : new Answer.Removal();
        } catch (FetchInterrupted e) {
            throw e;
        } catch (RuntimeException e) {
            // A fault of ours that one input brings out must cost that input alone, not stop its partition.
            log.error("Rejecting {}: it cannot be read", source.position(), e);
            Rejection rejection = new Rejection(RejectionReason.CORRUPT, "reading it failed unexpectedly: " + e);
            return rejected(source, rejection, Answer.Names.UNKNOWN);
        }
    }

    private Answer unreadable(SourceRecord source, ReadImage.Unreadable unreadable) {
        EventKey event = event(unreadable.productId(), unreadable.identity(), source.value());
        return rejected(
                source,
                unreadable.rejection(),
                new Answer.Names(unreadable.imageId(), unreadable.eventId(), null, event));
    }

    private IntakeResult fetch(SourceRecord source, ReadImage.Referenced read) {
        ProductImage image = read.image();
        ImageReference reference = read.reference();
        EventKey event = event(image.productId(), read.identity(), reference.content());
        Fetched fetched = references == null ? notFetched(reference) : references.fetched(source, reference);
        if (fetched instanceof Fetched.Content content) {
            String type = image.contentType().isEmpty() ? content.contentType() : image.contentType();
            return decode(source, image.withBytes(content.bytes(), type), read.declared(), event);
        }
        Rejection rejection = ((Fetched.Failed) fetched).rejection();
        return rejected(source, rejection, new Answer.Names(image.imageId(), image.eventId(), null, event));
    }

    private static Fetched notFetched(ImageReference reference) {
        return new Fetched.Failed(new Rejection(
                RejectionReason.FORBIDDEN_REFERENCE,
                "expected the image itself, as this processor fetches none by reference (dataref.prefixes is empty), got the"
                        + " dataref " + Excerpt.of(reference.withoutQuery())));
    }

    private static @Nullable EventKey event(ReadImage.Readable read) {
        return event(read.image().productId(), read.identity(), read.image().bytes());
    }

    private IntakeResult decode(
            SourceRecord source, ProductImage image, @Nullable String declared, @Nullable EventKey event) {
        Decoded decoded = decoder.decode(image);
        if (decoded instanceof Decoded.Image picture) {
            return new IntakeResult.ReadyImage(
                    source, image, picture.tensor(), picture.outOfDistribution(), declared, event);
        }
        Rejection rejection = ((Decoded.Rejected) decoded).rejection();
        return rejected(source, rejection, new Answer.Names(image.imageId(), image.eventId(), null, event));
    }

    private Answer rejected(SourceRecord source, Rejection rejection, Answer.Names names) {
        return Answer.Rejected.of(source, rejection, names, clock.instant());
    }

    private static @Nullable EventKey event(
            @Nullable String productId, @Nullable EventIdentity identity, byte @Nullable [] content) {
        if (identity == null || productId == null) {
            return null;
        }
        return EventKey.of(ProductId.key(productId), identity, content == null ? new byte[0] : content);
    }
}
