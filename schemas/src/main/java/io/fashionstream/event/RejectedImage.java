package io.fashionstream.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said about an image that got no label. It travels as JSON in the {@code rejection} header of a record on
 * {@code rejected-images}, whose key, value and other headers are the original record's, byte for byte.
 *
 * @param imageId the image's id, or null if the event was too broken to tell
 * @param imageEventId the event's id, or null if the event was too broken to tell
 * @param modelId the serving model, or null if the image never reached one
 */
public record RejectedImage(
        RejectionReason reason,
        String detail,
        @Nullable String imageId,
        @Nullable String imageEventId,
        @Nullable String modelId,
        String sourceTopic,
        int sourcePartition,
        long sourceOffset,
        Instant rejectedTime) {}
