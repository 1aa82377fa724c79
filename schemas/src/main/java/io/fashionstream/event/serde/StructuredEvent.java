package io.fashionstream.event.serde;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variant.PaddingReadBehaviour;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CloudEvent in JSON in a single pass, so that everything before a syntax error is read. A null member counts
 * as absent; members that are no known attribute are ignored.
 */
final class StructuredEvent {
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final String BASE64 = "base64";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Base64Variant BASE64_TEXT =
            Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(PaddingReadBehaviour.PADDING_ALLOWED);

    private final EventAttributes attributes;
    private byte @Nullable [] image;
    private @Nullable String data;
    private @Nullable String dataKind;

    StructuredEvent(EventAttributes attributes) {
        this.attributes = attributes;
    }

    /** Takes the attributes, and returns the image; null if there is none. */
    byte @Nullable [] read(byte[] json) {
        try {
            Utf8.strict(json, "JSON of the event");
        } catch (MalformedEvent e) {
            attributes.malformed(e.detail());
            return null;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            readObject(parser);
        } catch (IOException e) {
            attributes.malformed("expected a CloudEvent as one JSON object, got " + BrokenJson.found(json, e));
        }
        useData();
        return image;
    }

    private void readObject(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            attributes.malformed("expected a CloudEvent as one JSON object, got " + kind(first));
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readMember(parser, name);
        }
        if (parser.nextToken() != null) {
            attributes.malformed("expected nothing behind the JSON object of the event, got more");
        }
    }

    private void readMember(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.currentToken();
        Attribute attribute = Attribute.named(name);
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (name.equals(DATA_BASE64)) {
            takeImage(token == JsonToken.VALUE_STRING ? parser.getText() : null, DATA_BASE64);
        } else if (name.equals(DATA)) {
            data = token == JsonToken.VALUE_STRING ? parser.getText() : null;
            dataKind = kind(token);
        } else if (attribute != null) {
            readAttribute(parser, attribute, name);
        }
        parser.skipChildren();
    }

    private void readAttribute(JsonParser parser, Attribute attribute, String name) throws IOException {
        JsonToken token = parser.currentToken();
        boolean number = attribute == Attribute.DECLARED_CATEGORY && token == JsonToken.VALUE_NUMBER_INT;
        if (token == JsonToken.VALUE_STRING || number) {
            attributes.take(attribute, Excerpt.of(name), parser.getText());
        } else {
            attributes.unreadable(attribute, "expected text as " + Excerpt.of(name) + ", got " + kind(token));
        }
    }

    /** Text in {@code data} is an image only where the event says that it is Base64, as CloudEvents 0.3 does. */
    private void useData() {
        if (dataKind == null) {
            return;
        }
        String encoding = attributes.get(Attribute.CONTENT_ENCODING);
        if (data != null
                && encoding != null
                && encoding.toLowerCase(Locale.ROOT).equals(BASE64)) {
            takeImage(data, DATA);
        } else {
            attributes.malformed("expected the image in data_base64, got " + dataKind + " in data");
        }
    }

    private void takeImage(@Nullable String base64, String name) {
        if (base64 == null) {
            attributes.malformed("expected Base64 text in " + name + ", got something else");
        } else if (image != null) {
            attributes.malformed("expected the image once, got " + name + " beside another");
        } else {
            decode(base64, name);
        }
    }

    /** Base64, or its form for URLs, with or without padding. */
    private void decode(String base64, String name) {
        try {
            image = BASE64_TEXT.decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            image = new byte[0];
            attributes.malformed("expected Base64 (RFC 4648) in " + name + ", got " + base64.length()
                    + " characters that are none, beginning \"" + Excerpt.of(beginning(base64)) + "\"");
        }
    }

    private static String beginning(String text) {
        int shown = 24;
        return text.length() <= shown ? text : text.substring(0, shown);
    }

    private static String kind(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }
}
