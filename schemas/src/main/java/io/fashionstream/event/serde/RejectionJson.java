package io.fashionstream.event.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rejection of an image as JSON: a faulty publisher can have each of its images rejected. Safe for use by several threads. */
final class RejectionJson implements StreamedForm<RejectedImage> {
    private static final SerializableString REASON = new SerializedString("reason");
    private static final SerializableString DETAIL = new SerializedString("detail");
    private static final SerializableString IMAGE_ID = new SerializedString("imageId");
    private static final SerializableString IMAGE_EVENT_ID = new SerializedString("imageEventId");
    private static final SerializableString MODEL_ID = new SerializedString("modelId");
    private static final SerializableString SOURCE_TOPIC = new SerializedString("sourceTopic");
    private static final SerializableString SOURCE_PARTITION = new SerializedString("sourcePartition");
    private static final SerializableString SOURCE_OFFSET = new SerializedString("sourceOffset");
    private static final SerializableString REJECTED_TIME = new SerializedString("rejectedTime");

    private static final List<RejectionReason> REASONS = List.of(RejectionReason.values());

    @Override
    public byte[] write(RejectedImage rejection) {
        try {
            return StrictJson.MAPPER.writeValueAsBytes(rejection);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rejection is always writable", e);
        }
    }

    @Override
    public @Nullable RejectedImage read(byte[] bytes) {
        try (JsonFields json = new JsonFields(bytes)) {
            return read(json);
        } catch (IOException | JsonFields.Unexpected e) {
            return null;
        }
    }

    private static @Nullable RejectedImage read(JsonFields json) throws IOException {
        RejectionReason reason = reason(json.text(REASON));
        if (reason == null) {
            return null;
        }
        RejectedImage rejection = new RejectedImage(
                reason,
                json.text(DETAIL),
                json.has(IMAGE_ID) ? json.text(IMAGE_ID) : null,
                json.has(IMAGE_EVENT_ID) ? json.text(IMAGE_EVENT_ID) : null,
                json.has(MODEL_ID) ? json.sha256(MODEL_ID) : null,
                json.text(SOURCE_TOPIC),
                json.index(SOURCE_PARTITION),
                json.offset(SOURCE_OFFSET),
                json.instant(REJECTED_TIME));
        json.endOfAll();
        return rejection;
    }

    private static @Nullable RejectionReason reason(String name) {
        for (RejectionReason reason : REASONS) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return null;
    }
}
