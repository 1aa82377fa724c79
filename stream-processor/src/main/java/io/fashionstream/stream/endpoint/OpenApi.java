package io.fashionstream.stream.endpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fashionstream.event.serde.PayloadTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The description of the HTTP port as an OpenAPI 3.1 document. A label's schema is that of {@code image-labels}. */
final class OpenApi {
    private static final String DOCUMENT = "openapi.json";
    private static final String LABEL = "ImageLabel";

    private OpenApi() {}

    /** The whole document as JSON. */
    static byte[] document() {
        JsonMapper json = new JsonMapper();
        try {
            ObjectNode document = (ObjectNode) json.readTree(text(DOCUMENT));
            // Its references begin at its own root, which is a part of this document now.
            String label = text("/" + PayloadTypes.IMAGE_LABEL.schemaResource())
                    .replace("#/$defs/", "#/components/schemas/" + LABEL + "/$defs/");
            ObjectNode schema = (ObjectNode) json.readTree(label);
            schema.remove("$schema");
            ((ObjectNode) document.at("/components/schemas")).set(LABEL, schema);
            return json.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(DOCUMENT + " is broken", e);
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
