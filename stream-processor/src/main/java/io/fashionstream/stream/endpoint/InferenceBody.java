package io.fashionstream.stream.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of an inference request: JSON, and behind it the data of those tensors that are not in the JSON, as the extension
 * for binary tensors has it.
 *
 * @param json an object
 * @param binary little-endian; what was read of it is gone
 */
record InferenceBody(JsonNode json, ByteBuffer binary) {
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final JsonMapper MAPPER = new JsonMapper();

    /** @throws HttpRefusal with 400 if there is no JSON object at its beginning */
    static InferenceBody of(HttpHead head, byte[] body) throws HttpRefusal {
        int length = jsonLength(head, body.length);
        try {
            JsonNode json = MAPPER.readTree(body, 0, length);
            if (json == null || !json.isObject()) {
                throw HttpRefusal.of(400, "expected a JSON object");
            }
            ByteBuffer binary = ByteBuffer.wrap(body, length, body.length - length);
            return new InferenceBody(json, binary.order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw HttpRefusal.of(400, "expected a JSON object, got something else of %d bytes".formatted(length));
        }
    }

    private static int jsonLength(HttpHead head, int bytes) throws HttpRefusal {
        String stated = head.header(JSON_LENGTH).orElse(String.valueOf(bytes));
        try {
            int length = Integer.parseInt(stated);
            if (length >= 0 && length <= bytes) {
                return length;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw HttpRefusal.of(400, "expected %s to be 0 to %d, the bytes of the body".formatted(JSON_LENGTH, bytes));
    }

    /**
     * The pictures of the one input.
     *
     * @throws HttpRefusal with 400 if it is not as it should be, 413 if they are too many
     */
    List<SentPicture> pictures(int maxImages) throws HttpRefusal {
        JsonNode inputs = json.path("inputs");
        if (inputs.size() != 1 || !inputs.path(0).path("name").asText().equals(InferenceInput.NAME)) {
            throw HttpRefusal.of(400, "expected one input with the name " + InferenceInput.NAME);
        }
        List<SentPicture> pictures = InferenceInput.of(inputs.get(0), maxImages).pictures(binary);
        if (binary.hasRemaining()) {
            throw HttpRefusal.of(400, "expected no bytes behind the last tensor, got %d".formatted(binary.remaining()));
        }
        return pictures;
    }

    /**
     * Which outputs are wanted, all if none is named.
     *
     * @throws HttpRefusal with 400 for one that there is not
     */
    List<WantedOutput> wanted() throws HttpRefusal {
        boolean binaryByDefault =
                json.path("parameters").path("binary_data_output").asBoolean(false);
        List<WantedOutput> wanted = new ArrayList<>();
        for (JsonNode output : json.path("outputs")) {
            String name = output.path("name").asText();
            if (!InferenceOutput.NAMES.contains(name)) {
                throw HttpRefusal.of(400, "expected outputs of " + InferenceOutput.NAMES);
            }
            wanted.add(new WantedOutput(
                    name, output.path("parameters").path("binary_data").asBoolean(binaryByDefault)));
        }
        if (wanted.isEmpty()) {
            InferenceOutput.NAMES.forEach(name -> wanted.add(new WantedOutput(name, binaryByDefault)));
        }
        return wanted;
    }

    /**
     * One output.
     *
     * @param binary whether its data lie behind the JSON
     */
    record WantedOutput(String name, boolean binary) {}
}
