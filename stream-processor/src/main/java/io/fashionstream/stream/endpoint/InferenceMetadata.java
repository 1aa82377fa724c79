package io.fashionstream.stream.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fashionstream.event.Category;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the Open Inference Protocol lets clients ask about the server and its models. */
final class InferenceMetadata {
    private static final int ANY = -1;

    private final Function<ModelAlias, ModelSlot<ServedModel>> models;

    InferenceMetadata(Function<ModelAlias, ModelSlot<ServedModel>> models) {
        this.models = models;
    }

    /**
     * Metadata or health of the server.
     *
     * @throws HttpRefusal with 404 for any other path, 405 for anything but reading
     */
    HttpAnswer ofServer(HttpHead head) throws HttpRefusal {
        requireReading(head);
        boolean ready = models.apply(ModelAlias.CHAMPION).modelId().isPresent();
        return switch (head.path()) {
            case "/v2", "/v2/" -> json(200, server());
            case "/v2/health/live" -> json(200, object().put("live", true));
            case "/v2/health/ready" -> json(ready ? 200 : 503, object().put("ready", ready));
            default -> throw HttpRefusal.of(404, "expected /v2, /v2/health/live, /v2/health/ready or /v2/models/NAME");
        };
    }

    /** Metadata or readiness of a model. */
    HttpAnswer ofModel(HttpHead head, InferencePath path) throws HttpRefusal {
        requireReading(head);
        if (path.verb().equals("ready")) {
            boolean ready = models.apply(path.alias())
                    .modelId()
                    .filter(serving -> path.version().orElse(serving).equals(serving))
                    .isPresent();
            return json(
                    ready ? 200 : 503, object().put("name", path.alias().key()).put("ready", ready));
        }
        try (ModelSlot.Lease<ServedModel> lease =
                models.apply(path.alias()).lease().orElseThrow(PictureLabeller::noModel)) {
            requireVersion(path, lease.model().modelId());
            return json(200, model(path.alias(), lease.model()));
        }
    }

    /** @throws HttpRefusal with 503 if none serves, 404 if it is not the one that is meant */
    void requireModel(InferencePath path) throws HttpRefusal {
        requireVersion(path, models.apply(path.alias()).modelId().orElseThrow(PictureLabeller::noModel));
    }

    /** @throws HttpRefusal with 404 if {@code serving} is not the model that is meant */
    void requireVersion(InferencePath path, String serving) throws HttpRefusal {
        if (path.version().isPresent() && !path.version().get().equals(serving)) {
            throw HttpRefusal.of(404, "expected the version that serves, " + serving);
        }
    }

    private static void requireReading(HttpHead head) throws HttpRefusal {
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            throw new HttpRefusal(HttpAnswer.problem(405, "expected GET").with("Allow", "GET, HEAD"));
        }
    }

    private static ObjectNode server() {
        String version = InferenceMetadata.class.getPackage().getImplementationVersion();
        ObjectNode server =
                object().put("name", "fashion-stream").put("version", Objects.requireNonNullElse(version, "unknown"));
        server.putArray("extensions").add("binary_tensor_data");
        return server;
    }

    private static ObjectNode model(ModelAlias alias, ServedModel model) {
        List<Category> classes = model.manifest().classes().categories();
        ObjectNode json = object().put("name", alias.key());
        json.putArray("versions").add(model.modelId());
        json.put("platform", "onnxruntime_onnx");
        add(
                json.putArray("inputs"),
                InferenceInput.NAME,
                "FP32",
                ANY,
                1,
                ImageTensor.SIDE_PIXELS,
                ImageTensor.SIDE_PIXELS);
        ArrayNode outputs = json.putArray("outputs");
        for (String name : InferenceOutput.NAMES) {
            long[] shape =
                    name.equals(InferenceOutput.PROBABILITIES) ? new long[] {ANY, classes.size()} : new long[] {ANY};
            add(outputs, name, InferenceOutput.datatype(name), shape);
        }
        json.putObject("parameters")
                .put("classes", classes.stream().map(Category::code).collect(Collectors.joining(",")))
                .put("network", model.manifest().network())
                .put("precision", model.precision().wireName());
        return json;
    }

    private static void add(ArrayNode tensors, String name, String datatype, long... shape) {
        ArrayNode sizes =
                tensors.addObject().put("name", name).put("datatype", datatype).putArray("shape");
        for (long size : shape) {
            sizes.add(size);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static HttpAnswer json(int status, ObjectNode body) {
        return HttpAnswer.of(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
