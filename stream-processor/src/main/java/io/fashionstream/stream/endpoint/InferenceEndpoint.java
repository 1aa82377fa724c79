package io.fashionstream.stream.endpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.MediaType;
import io.fashionstream.stream.http.Endpoint;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import io.fashionstream.stream.intake.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * KServe's Open Inference Protocol, version 2, over HTTP: health, metadata and inference of the models that serve. A model's
 * name is its alias, its version is its id.
 */
final class InferenceEndpoint implements Endpoint {
    static final String PATH = "/v2";

    private static final Set<String> TYPES = Set.of("", "application/json", "application/octet-stream");
    private static final LabelOptions PLAIN = new LabelOptions("", "", false, false);
    private static final int TRIES = 3;

    private final AccessRule access;
    private final RequestPool pool;
    private final int maxImages;
    private final Map<ModelAlias, PictureLabeller> labellers;
    private final InferenceMetadata metadata;
    private final EndpointMetrics metrics;

    InferenceEndpoint(
            AccessRule access,
            RequestPool pool,
            int maxImages,
            Map<ModelAlias, PictureLabeller> labellers,
            InferenceMetadata metadata,
            EndpointMetrics metrics) {
        this.access = access;
        this.pool = pool;
        this.maxImages = maxImages;
        this.labellers = Map.copyOf(labellers);
        this.metadata = metadata;
        this.metrics = metrics;
    }

    @Override
    public Admission admit(HttpHead head) throws HttpRefusal {
        try {
            if (!head.path().startsWith(InferencePath.MODELS)) {
                return new Immediate(metadata.ofServer(head));
            }
            InferencePath path = InferencePath.of(head.path());
            return path.verb().equals("infer") ? inference(head, path) : new Immediate(metadata.ofModel(head, path));
        } catch (HttpRefusal refusal) {
            throw new HttpRefusal(inProtocol(refusal.answer()));
        }
    }

    private Admission inference(HttpHead head, InferencePath path) throws HttpRefusal {
        LabelEndpoint.requirePost(head);
        access.require(head);
        String type = MediaType.essence(head.header("Content-Type").orElse(""));
        if (!TYPES.contains(type) || head.header("Content-Encoding").isPresent()) {
            throw HttpRefusal.of(415, "expected application/json or application/octet-stream, not compressed");
        }
        metadata.requireModel(path);
        return pool.admit((body, request) -> {
            try {
                return answer(InferenceBody.of(head, body), path, request);
            } catch (HttpRefusal refusal) {
                throw new HttpRefusal(inProtocol(refusal.answer()));
            }
        });
    }

    private HttpAnswer answer(InferenceBody body, InferencePath path, RequestPool.Timed request) throws HttpRefusal {
        List<InferenceBody.WantedOutput> wanted = body.wanted();
        List<SentPicture> pictures = body.pictures(maxImages);
        for (int i = 0; i < TRIES; i++) {
            List<ImageLabel> labels = labels(pictures, path.alias(), request);
            String model = labels.get(0).modelId();
            if (labels.stream().allMatch(label -> label.modelId().equals(model))) {
                metadata.requireVersion(path, model);
                labels.forEach(label -> metrics.labelled());
                return new InferenceOutput(labels)
                        .answer(path.alias().key(), body.json().path("id").asText(""), wanted);
            }
        }
        throw HttpRefusal.of(503, "models change faster than a request is answered");
    }

    private List<ImageLabel> labels(List<SentPicture> pictures, ModelAlias alias, RequestPool.Timed request)
            throws HttpRefusal {
        PictureLabeller labeller = labellers.get(alias);
        if (labeller == null) {
            throw PictureLabeller.noModel();
        }
        List<ImageLabel> labels = new ArrayList<>(pictures.size());
        for (SentPicture picture : pictures) {
            request.requireTime();
            Answer answer = labeller.answer(picture, PLAIN).answer();
            if (answer instanceof Answer.Rejected rejected) {
                metrics.rejected();
                throw HttpRefusal.of(
                        422,
                        "image %d of %d: %s: %s"
                                .formatted(
                                        labels.size(),
                                        pictures.size(),
                                        rejected.rejection().reason(),
                                        rejected.rejection().detail()));
            }
            labels.add(((Answer.Labelled) answer).label());
        }
        return labels;
    }

    /** The same answer as this protocol has errors: an object whose error is a text. */
    private static HttpAnswer inProtocol(HttpAnswer problem) {
        try {
            String detail =
                    new JsonMapper().readTree(problem.body()).path("detail").asText();
            byte[] error = JsonNodeFactory.instance
                    .objectNode()
                    .put("error", detail)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            return problem.withBody("application/json", error);
        } catch (IOException e) {
            throw new UncheckedIOException("a problem that was just written cannot be read", e);
        }
    }

    @Override
    public void answered(int status, Duration time) {
        metrics.answered(PATH, status, time);
    }
}
