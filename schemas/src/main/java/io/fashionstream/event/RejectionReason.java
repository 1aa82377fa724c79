package io.fashionstream.event;

/** Why an image got no label. The names are part of the wire format: they may be added to, never renamed. */
public enum RejectionReason {
    /** The record has no value, or an empty one. */
    EMPTY,
    /** The headers or the envelope are not a readable CloudEvent, or the key is missing. */
    MALFORMED_EVENT,
    /** The event's {@code declaredcategory} is not the name of a category. */
    UNKNOWN_CATEGORY,
    /** Neither the declared content type nor the leading bytes name a supported image format. */
    UNSUPPORTED_TYPE,
    /** The bytes end before the image does. */
    TRUNCATED,
    /** The bytes contradict their own format. */
    CORRUPT,
    /** More bytes than the limit. */
    TOO_MANY_BYTES,
    /** More pixels, or a longer edge, than the limit; nothing was allocated for it. */
    TOO_MANY_PIXELS,
    /** Several frames: which one shows the product is not known. */
    ANIMATED,
    /** Decoded, but the network gave no finite answer for this image. */
    UNCLASSIFIABLE
}
