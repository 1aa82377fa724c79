package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonSerdes;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.duplicate.EventKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Headers of what the processor writes. Safe for use by several threads. */
final class OutgoingHeaders {
    private static final URI SOURCE = URI.create("/fashion-stream/stream-processor");

    private final CloudEventHeaders events = new CloudEventHeaders(SOURCE);
    private final Serializer<RejectedImage> rejections =
            JsonSerdes.of(PayloadTypes.REJECTED_IMAGE).serializer();

    /**
     * Headers of a label: CloudEvents attributes, and the image's trace context. The event id is made of all that
     * identifies the image's event (product, source and id) and of the model id, so that the same label has the same id,
     * however often it is computed, and no other label has it.
     *
     * @param event what identifies the image's event; null if it has no id of its own, so that its position names it
     */
    Headers ofLabel(ImageLabel label, @Nullable EventKey event, Headers image) {
        byte[] identity = event == null ? utf8(label.imageEventId() + '\n') : event.identity();
        byte[] model = utf8(label.modelId());
        byte[] both = Arrays.copyOf(identity, identity.length + model.length);
        System.arraycopy(model, 0, both, identity.length, model.length);
        String id = UUID.nameUUIDFromBytes(both).toString();
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
