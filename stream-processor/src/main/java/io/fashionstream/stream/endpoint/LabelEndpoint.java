package io.fashionstream.stream.endpoint;

import io.fashionstream.stream.endpoint.PictureLabeller.Explained;
import io.fashionstream.stream.http.Endpoint;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import io.fashionstream.stream.intake.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /label}: pictures in, their labels or why they have none out. */
final class LabelEndpoint implements Endpoint {
    static final String PATH = "/label";

    private final AccessRule access;
    private final RequestPool pool;
    private final int maxImages;
    private final PictureLabeller labeller;
    private final EndpointMetrics metrics;
    private final LabelAnswers answers = new LabelAnswers();

    LabelEndpoint(
            AccessRule access, RequestPool pool, int maxImages, PictureLabeller labeller, EndpointMetrics metrics) {
        this.access = access;
        this.pool = pool;
        this.maxImages = maxImages;
        this.labeller = labeller;
        this.metrics = metrics;
    }

    @Override
    public Admission admit(HttpHead head) throws HttpRefusal {
        requirePost(head);
        access.require(head);
        RequestForm form = RequestForm.of(head);
        LabelOptions options = LabelOptions.of(head);
        labeller.requireModel();
        return pool.admit((body, request) -> {
            List<Explained> explained = new ArrayList<>();
            for (SentPicture picture : form.pictures(body, maxImages)) {
                request.requireTime();
                explained.add(counted(labeller.answer(picture, options)));
            }
            return form.hasParts() ? answers.several(explained, options) : answers.one(explained.get(0), options);
        });
    }

    static void requirePost(HttpHead head) throws HttpRefusal {
        if (!head.method().equals("POST")) {
            throw new HttpRefusal(HttpAnswer.problem(405, "expected POST").with("Allow", "POST"));
        }
    }

    private Explained counted(Explained explained) {
        if (explained.answer() instanceof Answer.Labelled) {
            metrics.labelled();
        } else {
            metrics.rejected();
        }
        return explained;
    }

    @Override
    public void answered(int status, Duration time) {
        metrics.answered(PATH, status, time);
    }
}
