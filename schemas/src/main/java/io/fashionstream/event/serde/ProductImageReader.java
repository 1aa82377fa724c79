package io.fashionstream.event.serde;

import io.fashionstream.event.Category;
import io.fashionstream.event.EventIdentity;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code product-images}: CloudEvents 1.0 in binary mode, in structured mode ({@code data_base64}), and
 * plain records without CloudEvents headers, whose event id is {@code topic-partition-offset} and whose image id is the
 * header {@code image-id} or else that event id.
 *
 * <p>The product id is the record key, or else the {@code partitionkey} extension. The media type is passed on as the
 * publisher states it; what the bytes really are is for the decoder to find out.
 *
 * <p>Whatever is wrong with a record is a value, never an exception. Safe for use by several threads.
 */
public final class ProductImageReader {
    /** Longest product, image or event id in characters; labels repeat them, and must stay small. */
    public static final int LONGEST_ID = 512;

    private static final int LONGEST_SOURCE = 2048;
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private ProductImageReader() {}

    public static ReadImage read(SourceRecord source) {
        Envelope envelope;
        try {
            envelope = EnvelopeReader.read(source);
        } catch (MalformedEvent e) {
            return new ReadImage.Unreadable(
                    new Rejection(RejectionReason.MALFORMED_EVENT, e.detail()), null, null, null);
        }
        try {
            return judged(source, envelope);
        } catch (MalformedEvent e) {
            return refused(envelope, RejectionReason.MALFORMED_EVENT, e.detail());
        }
    }

    private static ReadImage judged(SourceRecord source, Envelope envelope) throws MalformedEvent {
        String productId = bounded("product id", productId(source, envelope));
        String imageId = bounded("image id", envelope.imageIdOrEventId());
        String eventId = bounded("event id", envelope.eventId());
        if (envelope.source().toString().length() > LONGEST_SOURCE) {
            throw new MalformedEvent(
                    "expected a source of at most " + LONGEST_SOURCE + " characters, got a longer one");
        }
        Instant time = time(source, envelope);
        byte[] image = envelope.imageBytes();
        if (image.length == 0) {
            return refused(envelope, RejectionReason.EMPTY, "expected the bytes of an image, got none");
        }
        String declared = envelope.declaredCategory();
        Optional<Category> category = declared == null ? Optional.empty() : Category.ofName(declared);
        if (declared != null && category.isEmpty()) {
            String detail = "expected " + EnvelopeReader.DECLARED_CATEGORY + " to be one of " + Category.ALL + ", got ";
            return refused(envelope, RejectionReason.UNKNOWN_CATEGORY, detail + Excerpt.of(declared));
        }
        String contentType = Objects.requireNonNullElse(envelope.contentType(), "");
        ProductImage read = new ProductImage(
                productId, imageId, eventId, envelope.source(), time, contentType, image, category.orElse(null));
        return new ReadImage.Readable(read, identity(envelope));
    }

    private static String productId(SourceRecord source, Envelope envelope) throws MalformedEvent {
        byte[] key = source.key();
        if (key != null && key.length > 0) {
            return Utf8.strict(key, "record key");
        }
        String partitionKey = envelope.partitionKey();
        if (partitionKey == null) {
            throw new MalformedEvent("expected the product id as record key or partitionkey extension, got neither");
        }
        return partitionKey;
    }

    /** The publisher's time, or else the record's: one that a label can repeat, for JSON Schema has years of four digits. */
    private static Instant time(SourceRecord source, Envelope envelope) throws MalformedEvent {
        Instant time = Objects.requireNonNullElseGet(envelope.time(), () -> Instant.ofEpochMilli(source.timestamp()));
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new MalformedEvent("expected a time in the years 0 to 9999, got " + time);
        }
        return time;
    }

    private static String bounded(String what, String id) throws MalformedEvent {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new MalformedEvent(
                    "expected the " + what + " to be 1 to " + LONGEST_ID + " characters, got " + id.length());
        }
        return id;
    }

    private static ReadImage refused(Envelope envelope, RejectionReason reason, String detail) {
        return new ReadImage.Unreadable(
                new Rejection(reason, detail),
                known(envelope.imageIdOrEventId()),
                known(envelope.eventId()),
                identity(envelope));
    }

    private static @Nullable EventIdentity identity(Envelope envelope) {
        String id = known(envelope.eventId());
        return id == null || !envelope.named() ? null : new EventIdentity(envelope.source(), id);
    }

    private static @Nullable String known(String id) {
        return id.isEmpty() || id.length() > LONGEST_ID ? null : id;
    }
}
