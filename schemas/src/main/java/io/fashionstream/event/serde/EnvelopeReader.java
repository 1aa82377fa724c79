package io.fashionstream.event.serde;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Recognises whether a record is a CloudEvent in binary mode, one in structured mode or a plain record, and reads its
 * parts. What is wrong with it is noted in its {@link Envelope}, with everything that could be read.
 */
final class EnvelopeReader {
    static final String CLOUD_EVENTS_JSON = "application/cloudevents+json";

    private static final String CLOUD_EVENTS_MEDIA_TYPE = "application/cloudevents";
    private static final String CONTENT_TYPE_HEADER = Attribute.simple(CloudEventHeaders.CONTENT_TYPE);
    private static final String IMAGE_ID_HEADER = "imageid";
    private static final String VERSIONS = "1.0 or 0.3";

    private final SourceRecord source;
    private final EventAttributes event = new EventAttributes();
    private final EventAttributes plain = new EventAttributes();
    private @Nullable String eventHeader;

    private EnvelopeReader(SourceRecord source) {
        this.source = source;
    }

    /** Reads the record in the form that its headers announce. */
    static Envelope read(SourceRecord source) {
        EnvelopeReader reader = new EnvelopeReader(source);
        for (Header header : source.headers()) {
            reader.take(header);
        }
        return reader.envelope();
    }

    /** Whether an attribute says where the data is that the record does not have. */
    static boolean refers(Headers headers) {
        for (Header header : headers) {
            byte[] value = header.value();
            if (value != null && value.length > 0 && Attribute.prefixed(header.key()) == Attribute.DATA_REF) {
                return true;
            }
        }
        return false;
    }

    private void take(Header header) {
        String name = header.key();
        Attribute attribute = Attribute.prefixed(name);
        if (attribute != null) {
            event.take(attribute, name, header.value());
            eventHeader = name;
            return;
        }
        String simple = Attribute.simple(name);
        if (simple.equals(CONTENT_TYPE_HEADER)) {
            plain.take(Attribute.CONTENT_TYPE, name, header.value());
        } else if (simple.equals(IMAGE_ID_HEADER)) {
            plain.take(Attribute.SUBJECT, name, header.value());
        } else if (simple.equals(Attribute.DECLARED_CATEGORY.key())) {
            plain.take(Attribute.DECLARED_CATEGORY, name, header.value());
        }
    }

    private Envelope envelope() {
        String mediaType = mediaType();
        if (mediaType.startsWith(CLOUD_EVENTS_MEDIA_TYPE)) {
            return structured(mediaType);
        }
        return eventHeader == null ? plain() : binary(eventHeader);
    }

    private String mediaType() {
        String contentType = plain.get(Attribute.CONTENT_TYPE);
        return contentType == null ? "" : MediaType.essence(contentType);
    }

    private Envelope structured(String mediaType) {
        EventAttributes attributes = new EventAttributes();
        if (!mediaType.equals(CLOUD_EVENTS_JSON)) {
            attributes.malformed(
                    "expected " + CLOUD_EVENTS_JSON + ", one event a record, got " + Excerpt.of(mediaType));
            return new Envelope(attributes, true, null);
        }
        byte[] image = new StructuredEvent(attributes).read(source.valueOrEmpty());
        checkVersion(attributes, "specversion");
        return new Envelope(attributes, true, image);
    }

    private Envelope binary(String header) {
        String contentType = plain.get(Attribute.CONTENT_TYPE);
        if (contentType != null && !event.has(Attribute.CONTENT_TYPE)) {
            event.take(Attribute.CONTENT_TYPE, CloudEventHeaders.CONTENT_TYPE, contentType);
        }
        String version = CloudEventHeaders.ATTRIBUTE_PREFIX + Attribute.SPEC_VERSION.key();
        if (event.has(Attribute.SPEC_VERSION)) {
            checkVersion(event, "header " + version);
        } else {
            event.malformed("expected the header " + version + " (" + VERSIONS + ") beside " + Excerpt.of(header)
                    + ", found none");
        }
        return new Envelope(event, true, source.value());
    }

    private static void checkVersion(EventAttributes attributes, String what) {
        String version = attributes.get(Attribute.SPEC_VERSION);
        if (version == null) {
            attributes.malformed("expected " + what + " to be " + VERSIONS + ", found none");
        } else if (!version.equals("1.0") && !version.equals("0.3")) {
            attributes.malformed("expected " + what + " to be " + VERSIONS + ", got \"" + Excerpt.of(version) + "\"");
        }
    }

    /**
     * A record without CloudEvents attributes is identified by its position, or by the position at which it stood
     * first.
     */
    private Envelope plain() {
        RecordPosition position = position();
        plain.take(Attribute.ID, "position of the record", position.joined('-'));
        plain.take(Attribute.SOURCE, "topic", "urn:kafka:" + source.topic());
        return new Envelope(plain, false, source.value());
    }

    private RecordPosition position() {
        RecordPosition own = new RecordPosition(source.topic(), source.partition(), source.offset());
        Header header = source.headers().lastHeader(CloudEventHeaders.REPLAYED_FROM);
        if (header == null || header.value() == null) {
            return own;
        }
        try {
            return RecordPosition.parse(
                    Utf8.strict(header.value(), "header " + CloudEventHeaders.REPLAYED_FROM),
                    "header " + CloudEventHeaders.REPLAYED_FROM);
        } catch (MalformedEvent e) {
            plain.malformed(e.detail());
            return own;
        }
    }
}
