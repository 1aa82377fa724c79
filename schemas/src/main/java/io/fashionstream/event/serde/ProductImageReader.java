package io.fashionstream.event.serde;

import io.fashionstream.event.Category;
import io.fashionstream.event.EventIdentity;
import io.fashionstream.event.ImageReference;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code product-images}: CloudEvents 1.0 and 0.3 in binary mode, in structured mode ({@code data_base64}),
 * and plain records without CloudEvents headers, whose event id is {@code topic-partition-offset} and whose image id is the
 * header {@code image-id} or else that event id.
 *
 * <p>An event without data that has an attribute {@code dataref} is an image by reference, also where the record has no
 * value. Where there are data, they count, and the reference does not.
 *
 * <p>The product id is the record key, or else the {@code partitionkey} extension. The media type is passed on as the
 * publisher states it; what the bytes really are is for the decoder to find out. What names product, image or event is read exactly, or refused by its
 * name. Everything else that an event may say is optional: what cannot be read of it counts as not said.
 *
 * <p>Whatever is wrong with a record is a value, never an exception. Safe for use by several threads.
 */
public final class ProductImageReader {
    /** Longest product, image or event id in characters; labels repeat them, and must stay small. */
    public static final int LONGEST_ID = 512;

    private static final int LONGEST_SOURCE = 2048;

    private ProductImageReader() {}

    public static ReadImage read(SourceRecord source) {
        if (source.value() == null && !refers(source.headers())) {
            return new ReadImage.Removal();
        }
        Envelope envelope = EnvelopeReader.read(source);
        String problem = envelope.problem();
        if (problem != null) {
            return malformed(envelope, problem);
        }
        try {
            return judged(source, envelope);
        } catch (MalformedEvent e) {
            return malformed(envelope, e.detail());
        }
    }

    /** Whether a record without a value is an image by reference: an attribute {@code dataref} says where the image is. */
    public static boolean refers(Headers headers) {
        return EnvelopeReader.refers(headers);
    }

    private static ReadImage judged(SourceRecord source, Envelope envelope) throws MalformedEvent {
        String productId = bounded("product id", productId(source, envelope), LONGEST_ID);
        String eventId = bounded("event id", envelope.get(Attribute.ID), LONGEST_ID);
        String imageId = bounded("image id", envelope.imageId(), LONGEST_ID);
        EventIdentity identity =
                new EventIdentity(bounded("source", envelope.get(Attribute.SOURCE), LONGEST_SOURCE), eventId);
        EventIdentity named = envelope.named() ? identity : null;
        byte[] image = envelope.image();
        ImageReference reference = image.length == 0 ? reference(envelope) : null;
        if (image.length == 0 && reference == null) {
            Rejection empty = new Rejection(RejectionReason.EMPTY, "expected the bytes of an image, got none");
            return new ReadImage.Unreadable(empty, imageId, eventId, named, productId);
        }
        String declared = envelope.get(Attribute.DECLARED_CATEGORY);
        String shown = declared == null ? null : Excerpt.of(declared);
        ProductImage read = new ProductImage(
                productId,
                imageId,
                eventId,
                identity.source(),
                EventTime.of(envelope.get(Attribute.TIME), source.timestamp()),
                Objects.requireNonNullElse(envelope.get(Attribute.CONTENT_TYPE), ""),
                image,
                declared == null ? null : Category.written(declared).orElse(null));
        return reference == null
                ? new ReadImage.Readable(read, named, shown)
                : new ReadImage.Referenced(read, reference, named, shown);
    }

    /** Null if the event refers to nothing. */
    private static @Nullable ImageReference reference(Envelope envelope) throws MalformedEvent {
        if (!envelope.has(Attribute.DATA_REF)) {
            return null;
        }
        String location = readable(envelope, Attribute.DATA_REF);
        if (location.length() > ImageReference.LONGEST_LOCATION) {
            throw new MalformedEvent("expected the dataref to be 1 to " + ImageReference.LONGEST_LOCATION
                    + " characters, got " + location.length());
        }
        if (!envelope.has(Attribute.DATA_REF_SHA256)) {
            return new ImageReference(location, null);
        }
        String digest = readable(envelope, Attribute.DATA_REF_SHA256).toLowerCase(Locale.ROOT);
        if (!ImageReference.isSha256(digest)) {
            throw new MalformedEvent("expected 64 hexadecimal digits as " + Attribute.DATA_REF_SHA256.key() + ", got \""
                    + Excerpt.of(digest) + "\"");
        }
        return new ImageReference(location, digest);
    }

    private static String readable(Envelope envelope, Attribute attribute) throws MalformedEvent {
        String text = envelope.get(attribute);
        if (text == null) {
            throw new MalformedEvent(
                    "expected one " + attribute.key() + " as UTF-8 text, got what cannot be read as one");
        }
        return text;
    }

    private static String productId(SourceRecord source, Envelope envelope) throws MalformedEvent {
        byte[] key = source.key();
        if (key != null && key.length > 0) {
            return ProductId.of(key);
        }
        String partitionKey = envelope.get(Attribute.PARTITION_KEY);
        if (partitionKey == null) {
            throw new MalformedEvent("expected the product id as record key or partitionkey extension, got neither");
        }
        return ProductId.of(partitionKey);
    }

    private static String bounded(String what, @Nullable String id, int longest) throws MalformedEvent {
        int length = id == null ? 0 : id.length();
        if (id == null || length > longest) {
            throw new MalformedEvent("expected the " + what + " to be 1 to " + longest + " characters, got " + length);
        }
        return id;
    }

    private static ReadImage malformed(Envelope envelope, String detail) {
        return new ReadImage.Unreadable(
                new Rejection(RejectionReason.MALFORMED_EVENT, detail),
                repeatable(envelope.imageId()),
                repeatable(envelope.get(Attribute.ID)),
                null,
                null);
    }

    /** Null for an id that a rejection could not repeat. */
    private static @Nullable String repeatable(@Nullable String id) {
        return id == null || id.length() > LONGEST_ID ? null : id;
    }
}
