package io.fashionstream.event;

/** Why an image got no label. The names are part of the wire format: they may be added to, never renamed. */
public enum RejectionReason {
    /** The record has an empty value, or its event no data. */
    EMPTY,
    /** The envelope is broken, or what names product, image or event is missing or cannot be read exactly. */
    MALFORMED_EVENT,
    /** Not given any more: a declared category that names none of the ten costs no label. */
    UNKNOWN_CATEGORY,
    /** The bytes begin like another format, or neither they nor the declared content type name a supported one. */
    UNSUPPORTED_TYPE,
    /** Image data are missing, at the end or in the middle. */
    TRUNCATED,
    /** The bytes contradict their own format, or were turned into text on the way. */
    CORRUPT,
    /** More bytes than the limit. */
    TOO_MANY_BYTES,
    /** More pixels, or a longer edge, than the limit; nothing was allocated for it. */
    TOO_MANY_PIXELS,
    /** Several frames: which one shows the product is not known. */
    ANIMATED,
    /** Decoded, but the network gave no finite answer for this image. */
    UNCLASSIFIABLE,
    /** What the event refers to in place of an image could not be fetched in time; sent again, it may be. */
    UNREACHABLE,
    /** What the event refers to may not be fetched: images by reference are off, or it lies outside of what is allowed. */
    FORBIDDEN_REFERENCE,
    /** What the event refers to holds other bytes than those whose digest the event gives. */
    CHECKSUM_MISMATCH
}
