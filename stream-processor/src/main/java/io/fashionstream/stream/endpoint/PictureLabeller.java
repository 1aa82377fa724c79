package io.fashionstream.stream.endpoint;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.saliency.HeatMap;
import io.fashionstream.saliency.Occlusion;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpRefusal;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.PictureAnswers;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Labels pictures of clients, one at a time, with the model that labels the stream. Safe for use by several threads. */
final class PictureLabeller {
    private static final String SOURCE = "/fashion-stream/http";
    private static final Occlusion OCCLUSION = Occlusion.DEFAULT;
    private static final int TRIES = 3;

    private final ModelSlot<ServedModel> model;
    private final PictureAnswers answers;
    private final Clock clock;

    /**
     * An answer, and what its label rests on.
     *
     * @param heat null where it was not asked for, or there is no label
     */
    record Explained(Answer answer, @Nullable HeatMap heat) {}

    PictureLabeller(Topics topics, DecodeLimits limits, ModelSlot<ServedModel> model, Clock clock) {
        this.model = model;
        this.answers = new PictureAnswers(topics, limits, model, clock);
        this.clock = clock;
    }

    /** @throws HttpRefusal with 503 if no model serves yet */
    void requireModel() throws HttpRefusal {
        if (model.modelId().isEmpty()) {
            throw noModel();
        }
    }

    static HttpRefusal noModel() {
        return new HttpRefusal(
                HttpAnswer.problem(503, "no model serves here yet").with("Retry-After", "5"));
    }

    /** Labels or rejects one picture; between its label and the explanation of it no other model comes. */
    Explained answer(SentPicture picture, LabelOptions options) throws HttpRefusal {
        for (int i = 0; i < TRIES; i++) {
            try (ModelSlot.Lease<ServedModel> lease = model.lease().orElseThrow(PictureLabeller::noModel)) {
                Answer answer = answers.answer(List.of(image(picture, options))).get(0);
                if (!options.explain() || !(answer instanceof Answer.Labelled labelled)) {
                    return new Explained(answer, null);
                }
                if (labelled.label().modelId().equals(lease.model().modelId())) {
                    return new Explained(answer, heat(labelled, lease.model()));
                }
            }
        }
        throw new HttpRefusal(HttpAnswer.problem(503, "models change faster than a label is explained")
                .with("Retry-After", "1"));
    }

    private ProductImage image(SentPicture picture, LabelOptions options) {
        String eventId = UUID.randomUUID().toString();
        String imageId = firstSaid(options.imageId(), picture.name(), eventId);
        return new ProductImage(
                firstSaid(options.productId(), imageId),
                imageId,
                eventId,
                SOURCE,
                clock.instant(),
                picture.contentType(),
                picture.bytes(),
                /* declaredCategory= */ null);
    }

    private static String firstSaid(String... names) {
        for (String name : names) {
            if (!name.isEmpty()) {
                return name;
            }
        }
        throw new IllegalArgumentException("expected a name");
    }

    private static HeatMap heat(Answer.Labelled labelled, ServedModel model) {
        ImageLabel label = labelled.label();
        int index = model.manifest().classes().indexOf(label.category());
        return OCCLUSION.of(labelled.tensor(), index, images -> model.uncalibrated(images));
    }

    static Occlusion occlusion() {
        return OCCLUSION;
    }
}
