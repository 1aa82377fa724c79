package io.fashionstream.event.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Tells binary-mode, structured-mode and plain records apart, and takes each of them apart. */
final class EnvelopeReader {
    static final String DECLARED_CATEGORY = "declaredcategory";
    static final String IMAGE_ID = "image-id";

    private static final String PARTITION_KEY = "partitionkey";
    private static final String CLOUD_EVENTS_MEDIA_TYPE = "application/cloudevents";
    private static final String SPEC_VERSION = CloudEventHeaders.ATTRIBUTE_PREFIX + "specversion";
    private static final ObjectMapper STRUCTURED =
            StrictJson.MAPPER.copy().registerModule(JsonFormat.getCloudEventJacksonModule());

    private EnvelopeReader() {}

    /** Reads the record in the form that its headers announce. */
    static Envelope read(SourceRecord source) throws MalformedEvent {
        Headers headers = source.headers();
        String contentType = header(headers, CloudEventHeaders.CONTENT_TYPE);
        String mediaType = contentType == null ? "" : MediaType.essence(contentType);
        if (mediaType.startsWith(CLOUD_EVENTS_MEDIA_TYPE)) {
            return structured(source, mediaType);
        }
        if (headers.lastHeader(SPEC_VERSION) != null) {
            return binary(source);
        }
        for (Header header : headers) {
            if (header.key().startsWith(CloudEventHeaders.ATTRIBUTE_PREFIX)) {
                throw new MalformedEvent("expected header " + SPEC_VERSION + " beside " + Excerpt.of(header.key()));
            }
        }
        return plain(source, contentType);
    }

    private static Envelope structured(SourceRecord source, String mediaType) throws MalformedEvent {
        if (!mediaType.equals(JsonFormat.CONTENT_TYPE)) {
            throw new MalformedEvent("expected " + JsonFormat.CONTENT_TYPE + ", got " + Excerpt.of(mediaType));
        }
        byte[] value = source.value();
        if (value == null || value.length == 0) {
            throw new MalformedEvent("expected a JSON envelope, got no bytes");
        }
        CloudEvent event;
        try {
            JsonNode tree = STRUCTURED.readTree(value);
            if (!tree.isObject()) {
                throw new MalformedEvent("expected a JSON object as envelope, got " + tree.getNodeType());
            }
            if (tree.has("data")) {
                throw new MalformedEvent("expected the image in data_base64, got data");
            }
            event = STRUCTURED.treeToValue(tree, CloudEvent.class);
        } catch (MalformedEvent e) {
            throw e;
        } catch (Exception e) {
            throw unreadable("structured", e);
        }
        return ofEvent(event);
    }

    private static Envelope binary(SourceRecord source) throws MalformedEvent {
        CloudEvent event;
        try {
            event = KafkaMessageFactory.createReader(source.headers(), source.value())
                    .toEvent();
        } catch (RuntimeException e) {
            throw unreadable("binary", e);
        }
        return ofEvent(event);
    }

    /** What strangers send must not stop the stream, whichever exception the parsers have for it. */
    private static MalformedEvent unreadable(String mode, Exception cause) {
        String message =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return new MalformedEvent("expected a " + mode + "-mode CloudEvent 1.0, got: " + Excerpt.of(message));
    }

    private static Envelope ofEvent(CloudEvent event) throws MalformedEvent {
        OffsetDateTime time = event.getTime();
        return new Envelope(
                extension(event, PARTITION_KEY),
                event.getSubject(),
                event.getId(),
                event.getSource(),
                true,
                time == null ? null : time.toInstant(),
                event.getDataContentType(),
                extension(event, DECLARED_CATEGORY),
                event.getData());
    }

    private static @Nullable String extension(CloudEvent event, String name) {
        Object value = event.getExtension(name);
        return value == null ? null : value.toString();
    }

    /** The identity of a record without CloudEvents headers is where it stands, or first stood. */
    private static Envelope plain(SourceRecord source, @Nullable String contentType) throws MalformedEvent {
        String replayedFrom = header(source.headers(), CloudEventHeaders.REPLAYED_FROM);
        String position = replayedFrom == null ? source.position() : replayedFrom;
        byte[] value = source.value();
        return new Envelope(
                null,
                header(source.headers(), IMAGE_ID),
                position.replace('/', '-'),
                URI.create("urn:kafka:" + source.topic()),
                false,
                null,
                contentType,
                header(source.headers(), DECLARED_CATEGORY),
                value == null ? null : BytesCloudEventData.wrap(value));
    }

    private static @Nullable String header(Headers headers, String name) throws MalformedEvent {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : Utf8.strict(header.value(), "header " + name);
    }
}
