package io.fashionstream.stream.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.saliency.HeatMap;
import io.fashionstream.saliency.Occlusion;
import io.fashionstream.stream.endpoint.PictureLabeller.Explained;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.intake.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Answers as JSON: a label as a value of {@code image-labels} has it, a rejection as a problem of RFC 9457. */
final class LabelAnswers {
    private static final String JSON = "application/json";
    private static final int UNPROCESSABLE = 422;
    private static final double ROUNDED_TO = 1e4;

    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonMapper json = new JsonMapper();

    /** The answer to a request whose body is one picture. */
    HttpAnswer one(Explained explained, LabelOptions options) {
        ObjectNode body = body(explained, options);
        return explained.answer() instanceof Answer.Labelled
                ? HttpAnswer.of(JSON, bytes(body))
                : HttpAnswer.of(UNPROCESSABLE, HttpAnswer.PROBLEM, bytes(body));
    }

    /** The answer to a request of several parts: one for each, in order, with a status of its own. */
    HttpAnswer several(List<Explained> all, LabelOptions options) {
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (Explained each : all) {
            boolean labelled = each.answer() instanceof Answer.Labelled;
            ObjectNode answer = answers.addObject().put("status", labelled ? 200 : UNPROCESSABLE);
            answer.set(labelled ? "label" : "problem", body(each, options));
        }
        return HttpAnswer.of(JSON, bytes(JsonNodeFactory.instance.objectNode().set("answers", answers)));
    }

    private ObjectNode body(Explained explained, LabelOptions options) {
        if (explained.answer() instanceof Answer.Labelled labelled) {
            return label(labelled, explained, options);
        }
        if (explained.answer() instanceof Answer.Rejected rejected) {
            return problem(rejected.rejection());
        }
        throw new IllegalStateException("a picture was answered with " + explained.answer());
    }

    private ObjectNode label(Answer.Labelled labelled, Explained explained, LabelOptions options) {
        ObjectNode label = read(labels.write(labelled.label()));
        if (options.pixels()) {
            label.put("pixels", labelled.tensor().toBytes());
        }
        if (explained.heat() != null) {
            label.set("explanation", explanation(explained.heat()));
        }
        return label;
    }

    private static ObjectNode problem(RejectedImage rejected) {
        return HttpAnswer.problemJson(UNPROCESSABLE, rejected.detail())
                .put("reason", rejected.reason().name())
                .put("imageId", rejected.imageId())
                .put("imageEventId", rejected.imageEventId())
                .put("modelId", rejected.modelId());
    }

    private static ObjectNode explanation(HeatMap heat) {
        Occlusion occlusion = PictureLabeller.occlusion();
        ObjectNode explanation = JsonNodeFactory.instance
                .objectNode()
                .put("method", "occlusion")
                .put("patchPixels", occlusion.patchPixels())
                .put("stridePixels", occlusion.stridePixels())
                .put("fill", occlusion.fill());
        ArrayNode rows = explanation.putArray("heat");
        for (int y = 0; y < ImageTensor.SIDE_PIXELS; y++) {
            ArrayNode row = rows.addArray();
            for (int x = 0; x < ImageTensor.SIDE_PIXELS; x++) {
                row.add(Math.rint(heat.at(x, y) * ROUNDED_TO) / ROUNDED_TO);
            }
        }
        return explanation;
    }

    private ObjectNode read(byte[] written) {
        try {
            return (ObjectNode) json.readTree(written);
        } catch (IOException e) {
            throw new UncheckedIOException("a label that was just written cannot be read", e);
        }
    }

    private byte[] bytes(Object node) {
        try {
            return json.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an answer cannot be written as JSON", e);
        }
    }
}
