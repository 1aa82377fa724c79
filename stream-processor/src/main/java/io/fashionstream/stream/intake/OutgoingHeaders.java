package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/** Headers of what the processor writes. Safe for use by several threads. */
public final class OutgoingHeaders {
    private static final URI SOURCE = URI.create("/fashion-stream/stream-processor");

    private final CloudEventHeaders events = new CloudEventHeaders(SOURCE);
    private final Serializer<RejectedImage> rejections =
            JsonSerdes.of(PayloadTypes.REJECTED_IMAGE).serializer();

    /**
     * Headers of a label: CloudEvents attributes, and the image's trace context. The event id is made of the image's
     * event id and the model id, so that the same label has the same id, however often it is computed.
     */
    Headers ofLabel(ImageLabel label, Headers image) {
        String identity = label.imageEventId() + '\n' + label.modelId();
        String id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                .toString();
        Headers headers = new RecordHeaders();
        events.write(headers, PayloadTypes.IMAGE_LABEL, id, label.imageId(), label.classifiedTime());
        CloudEventHeaders.copyTraceParent(image, headers);
        return headers;
    }

    /**
     * The image's own headers, all of them, and the rejection.
     *
     * @param image shared, not changed
     */
    Headers ofRejection(RejectedImage rejection, Headers image) {
        Headers headers = new RecordHeaders(image.toArray());
        headers.remove(CloudEventHeaders.REJECTION);
        headers.add(CloudEventHeaders.REJECTION, rejections.serialize("", rejection));
        return headers;
    }
}
