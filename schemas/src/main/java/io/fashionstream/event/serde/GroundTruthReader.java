package io.fashionstream.event.serde;

import com.fasterxml.jackson.databind.JsonNode;
import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code ground-truth}: JSON as the value, or as the data of a structured-mode CloudEvent. The same rules
 * as for images hold: what names product and image is read exactly or refused, case, {@code -} and {@code _} in the names
 * of members do not count, and what is optional (source and time) costs nothing. What the review page adds (reviewer and
 * replaces) is taken by its exact name. Safe for use by several threads.
 */
public final class GroundTruthReader {
    private static final String IMAGE_ID = "imageid";
    private static final String CATEGORY = "category";
    private static final String SOURCE = "source";
    private static final String TIME = "time";
    private static final String REVIEWER = "reviewer";
    private static final String REPLACES = "replaces";
    private static final String UNKNOWN_SOURCE = "unknown";

    private GroundTruthReader() {}

    /** What {@code source} says; never throws for what it holds. */
    public static ReadTruth read(SourceRecord source) {
        try {
            byte[] key = source.key();
            if (key == null || key.length == 0) {
                throw new MalformedEvent(
                        "expected the product id as record key, found none: without it a truth does not"
                                + " reach the partition of its label");
            }
            return said(ProductId.of(key), data(source), source.timestamp());
        } catch (MalformedEvent e) {
            return new ReadTruth.Unreadable(e.detail());
        }
    }

    private static ReadTruth said(String productId, JsonNode truth, long recordMillis) throws MalformedEvent {
        String imageId = text(truth, IMAGE_ID);
        if (imageId == null || imageId.isEmpty() || imageId.length() > ProductImageReader.LONGEST_ID) {
            throw new MalformedEvent("expected imageId to be 1 to " + ProductImageReader.LONGEST_ID
                    + " characters, got " + (imageId == null ? 0 : imageId.length()));
        }
        JsonNode named = member(truth, CATEGORY);
        if (named == null) {
            throw new MalformedEvent("expected a category, or null to withdraw one, for image \"" + Excerpt.of(imageId)
                    + "\", found neither");
        }
        Optional<Category> category = Category.written(named.isTextual() || named.isInt() ? named.asText() : "");
        if (category.isEmpty() && !named.isNull()) {
            return new ReadTruth.UnknownCategory("expected the code, name or number of a class for image \""
                    + Excerpt.of(imageId) + "\", got " + Excerpt.of(named.toString()));
        }
        return new ReadTruth.Truth(
                productId,
                new GroundTruth(
                        imageId,
                        category.orElse(null),
                        Objects.requireNonNullElse(optional(truth, SOURCE), UNKNOWN_SOURCE),
                        EventTime.of(optional(truth, TIME), recordMillis),
                        textOrNull(truth.get(REVIEWER)),
                        textOrNull(truth.get(REPLACES))));
    }

    private static @Nullable String optional(JsonNode truth, String name) throws MalformedEvent {
        return textOrNull(member(truth, name));
    }

    /** Null for a member that is not there, or is no text. */
    private static @Nullable String textOrNull(@Nullable JsonNode member) {
        return member != null && member.isTextual() ? member.asText() : null;
    }

    private static @Nullable String text(JsonNode truth, String name) throws MalformedEvent {
        JsonNode member = member(truth, name);
        if (member == null || member.isNull()) {
            return null;
        }
        if (!member.isTextual() || !Utf8.isEncodable(member.asText())) {
            throw new MalformedEvent("expected Unicode text as imageId, got " + Excerpt.of(member.toString()));
        }
        return member.asText();
    }

    /** Null if there is no member of this name. */
    private static @Nullable JsonNode member(JsonNode truth, String name) throws MalformedEvent {
        JsonNode found = null;
        for (Map.Entry<String, JsonNode> member : truth.properties()) {
            if (Attribute.simple(member.getKey()).equals(name)) {
                if (found != null && !found.equals(member.getValue())) {
                    throw new MalformedEvent("expected one " + name + ", got " + Excerpt.of(found.toString()) + " and "
                            + Excerpt.of(member.getValue().toString()));
                }
                found = member.getValue();
            }
        }
        return found;
    }

    private static JsonNode data(SourceRecord source) throws MalformedEvent {
        byte[] value = source.value();
        if (value == null) {
            throw new MalformedEvent("expected JSON, found no value");
        }
        JsonNode json = object(value, "the truth");
        return isStructured(source) ? dataOf(json) : json;
    }

    private static boolean isStructured(SourceRecord source) {
        for (Header header : source.headers()) {
            if (Attribute.simple(header.key()).equals(Attribute.simple(CloudEventHeaders.CONTENT_TYPE))
                    && header.value() != null) {
                String mediaType = new String(header.value(), java.nio.charset.StandardCharsets.ISO_8859_1);
                return mediaType
                        .strip()
                        .regionMatches(
                                /* ignoreCase= */ true,
                                0,
                                EnvelopeReader.CLOUD_EVENTS_JSON,
                                0,
                                EnvelopeReader.CLOUD_EVENTS_JSON.length());
            }
        }
        return false;
    }

    private static JsonNode dataOf(JsonNode event) throws MalformedEvent {
        JsonNode data = event.path("data");
        if (data.isObject()) {
            return data;
        }
        try {
            return object(event.path("data_base64").binaryValue(), "data_base64");
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedEvent("expected the truth as JSON object in data of the CloudEvent, found none");
        }
    }

    private static JsonNode object(byte @Nullable [] json, String what) throws MalformedEvent {
        if (json == null) {
            throw new MalformedEvent("expected the truth as JSON object in data of the CloudEvent, found none");
        }
        Utf8.strict(json, "JSON of " + what);
        try {
            JsonNode tree = StrictJson.MAPPER.readTree(json);
            if (!tree.isObject()) {
                throw new MalformedEvent(
                        "expected one JSON object as " + what + ", got " + Excerpt.of(tree.toString()));
            }
            return tree;
        } catch (IOException e) {
            throw new MalformedEvent("expected one JSON object as " + what + ", got " + BrokenJson.found(json, e));
        }
    }
}
