package io.fashionstream.event.serde;

import org.jspecify.annotations.Nullable;

/**
 * What a record says of the image that it carries, in whichever of the three forms it came; nothing of it is checked
 * yet.
 */
final class Envelope {
    private static final byte[] NOTHING = {};

    private final EventAttributes attributes;
    private final boolean named;
    private final byte[] image;

    /**
     * @param named whether source and event id are the publisher's own; else they say where the record stands
     * @param image shared, not to be changed; null if the record has no data
     */
    Envelope(EventAttributes attributes, boolean named, byte @Nullable [] image) {
        this.attributes = attributes;
        this.named = named;
        this.image = image == null ? NOTHING : image;
    }

    boolean named() {
        return named;
    }

    /** What is wrong with the envelope, or null if nothing is. */
    @Nullable
    String problem() {
        return attributes.problem();
    }

    @Nullable
    String get(Attribute attribute) {
        return attributes.get(attribute);
    }

    /** Whether the attribute is there, readable or not. */
    boolean has(Attribute attribute) {
        return attributes.has(attribute);
    }

    /** The subject, or the event's own id where there is none. */
    @Nullable
    String imageId() {
        if (attributes.has(Attribute.SUBJECT)) {
            return attributes.get(Attribute.SUBJECT);
        }
        return attributes.get(Attribute.ID);
    }

    /** The bytes of the image; none if the record has no data. */
    byte[] image() {
        return image;
    }
}
