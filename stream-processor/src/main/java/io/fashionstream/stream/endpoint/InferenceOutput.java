package io.fashionstream.stream.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.stream.endpoint.InferenceBody.WantedOutput;
import io.fashionstream.stream.http.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The outputs of an inference request: labels, the probability of each class, and whether the labels can be relied on. */
final class InferenceOutput {
    static final String LABEL = "label";
    static final String PROBABILITIES = "probabilities";
    static final String UNCERTAIN = "uncertain";
    static final String OUT_OF_DISTRIBUTION = "out_of_distribution";
    static final List<String> NAMES = List.of(LABEL, PROBABILITIES, UNCERTAIN, OUT_OF_DISTRIBUTION);

    private static final JsonMapper JSON = new JsonMapper();

    private final List<ImageLabel> labels;
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    /** @param labels at least one, all of one model */
    InferenceOutput(List<ImageLabel> labels) {
        this.labels = labels;
    }

    /**
     * The answer with the outputs that are {@code wanted}, in that order.
     *
     * @param modelName as the request has it
     * @param requestId as the request has it; empty if it has none
     */
    HttpAnswer answer(String modelName, String requestId, List<WantedOutput> wanted) {
        ObjectNode json = JSON.createObjectNode()
                .put("model_name", modelName)
                .put("model_version", labels.get(0).modelId());
        if (!requestId.isEmpty()) {
            json.put("id", requestId);
        }
        ArrayNode outputs = json.putArray("outputs");
        for (WantedOutput each : wanted) {
            add(each, outputs.addObject());
        }
        return answer(json);
    }

    private HttpAnswer answer(ObjectNode json) {
        byte[] text;
        try {
            text = JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an inference's answer cannot be written as JSON", e);
        }
        if (binary.size() == 0) {
            return HttpAnswer.of("application/json", text);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(text.length + binary.size());
        body.writeBytes(text);
        body.writeBytes(binary.toByteArray());
        return HttpAnswer.of("application/octet-stream", body.toByteArray())
                .with(InferenceBody.JSON_LENGTH, String.valueOf(text.length));
    }

    private void add(WantedOutput wanted, ObjectNode output) {
        output.put("name", wanted.name());
        ArrayNode shape = output.putArray("shape").add(labels.size());
        if (wanted.name().equals(PROBABILITIES)) {
            shape.add(labels.get(0).classes().size());
        }
        output.put("datatype", datatype(wanted.name()));
        if (wanted.binary()) {
            int before = binary.size();
            labels.forEach(label -> binary.writeBytes(bytes(wanted.name(), label)));
            output.putObject("parameters").put("binary_data_size", binary.size() - before);
        } else {
            ArrayNode data = output.putArray("data");
            labels.forEach(label -> add(wanted.name(), label, data));
        }
    }

    static String datatype(String output) {
        return switch (output) {
            case LABEL -> "BYTES";
            case PROBABILITIES -> "FP32";
            default -> "BOOL";
        };
    }

    private static void add(String output, ImageLabel label, ArrayNode data) {
        switch (output) {
            case LABEL -> data.add(label.category().code());
            case PROBABILITIES -> {
                for (float probability : probabilities(label)) {
                    data.add(probability);
                }
            }
            case UNCERTAIN -> data.add(label.uncertain());
            default -> data.add(label.outOfDistribution());
        }
    }

    private static byte[] bytes(String output, ImageLabel label) {
        return switch (output) {
            case LABEL -> {
                byte[] code = label.category().code().getBytes(StandardCharsets.UTF_8);
                byte[] bytes = new byte[Integer.BYTES + code.length];
                littleEndian(bytes).putInt(code.length).put(code);
                yield bytes;
            }
            case PROBABILITIES -> {
                float[] probabilities = probabilities(label);
                byte[] bytes = new byte[probabilities.length * Float.BYTES];
                littleEndian(bytes).asFloatBuffer().put(probabilities);
                yield bytes;
            }
            case UNCERTAIN -> flag(label.uncertain());
            default -> flag(label.outOfDistribution());
        };
    }

    private static byte[] flag(boolean set) {
        return new byte[] {(byte) (set ? 1 : 0)};
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] probabilities(ImageLabel label) {
        float[] probabilities = new float[label.classes().size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = label.probabilities()
                    .getOrDefault(label.classes().get(i), 0.0)
                    .floatValue();
        }
        return probabilities;
    }
}
