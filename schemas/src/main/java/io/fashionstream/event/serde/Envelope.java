package io.fashionstream.event.serde;

import io.cloudevents.CloudEventData;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of the image that it carries, in whichever of the three forms it came. Not yet judged.
 *
 * @param named whether source and event id are the publisher's own; else they say where the record stands
 */
record Envelope(
        @Nullable String partitionKey,
        @Nullable String imageId,
        String eventId,
        URI source,
        boolean named,
        @Nullable Instant time,
        @Nullable String contentType,
        @Nullable String declaredCategory,
        @Nullable CloudEventData image) {
    /** The bytes of the image; none if the record has no data. */
    byte[] imageBytes() {
        return image == null ? new byte[0] : image.toBytes();
    }

    /** The subject, or the event's own id where there is none. */
    String imageIdOrEventId() {
        return imageId == null ? eventId : imageId;
    }
}
