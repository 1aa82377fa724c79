package io.fashionstream.stream;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.PictureAnswers;
import io.fashionstream.stream.model.ModelRefused;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.model.StandaloneModel;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.settings.ProcessorSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels pictures without a broker: each is read as the event that would carry it, decoded, and classified, by the very
 * parts that a stream processor has. Safe for use by several threads.
 */
public final class PictureLabelling implements AutoCloseable {
    private static final String SOURCE = "/fashion-stream/label";

    private final ModelSlot<ServedModel> model = new ModelSlot<>();
    private final PictureAnswers answers;
    private final Clock clock = Clock.systemUTC();

    /**
     * What became of one picture: a label, or why there is none.
     *
     * @param reason a rejection's reason, or {@code UNREADABLE_FILE}; null if there is a label
     * @param detail the same for a person to read; null if there is a label
     */
    public record Outcome(
            Picture picture,
            @Nullable ImageLabel label,
            @Nullable String reason,
            @Nullable String detail) {
        static Outcome of(Picture picture, Answer answer) {
            if (answer instanceof Answer.Labelled labelled) {
                return new Outcome(picture, labelled.label(), null, null);
            }
            if (answer instanceof Answer.Rejected rejected) {
                RejectedImage why = rejected.rejection();
                return new Outcome(picture, null, why.reason().name(), why.detail());
            }
            throw new IllegalStateException("a picture was answered with " + answer);
        }
    }

    /**
     * Loads and checks the model of {@code artifact}; of {@code settings} those of decoding and of ONNX Runtime count.
     *
     * @throws ModelRefused if no processor would serve it
     */
    public PictureLabelling(ProcessorSettings settings, ModelArtifact artifact) throws ModelRefused {
        OnnxLoader loader = new OnnxLoader(settings);
        model.serve(StandaloneModel.of(
                artifact,
                settings.onnx().precision(),
                settings.batchLimits().maxImages(),
                (known, precision) -> ServedModel.of(known, precision, loader.load(known, precision))));
        this.answers = new PictureAnswers(settings.topics(), settings.decodeLimits(), model, clock);
    }

    /** What becomes of each picture, in order; they are one batch. */
    public List<Outcome> label(List<Picture> pictures) {
        List<Outcome> outcomes = new ArrayList<>(pictures.size());
        List<ProductImage> images = new ArrayList<>(pictures.size());
        for (Picture picture : pictures) {
            try {
                images.add(image(picture));
                outcomes.add(new Outcome(picture, null, null, null));
            } catch (IOException e) {
                outcomes.add(new Outcome(picture, null, "UNREADABLE_FILE", e.toString()));
            }
        }
        Iterator<Answer> answered = answers.answer(images).iterator();
        outcomes.replaceAll(each -> each.reason() == null ? Outcome.of(each.picture(), answered.next()) : each);
        return outcomes;
    }

    private ProductImage image(Picture picture) throws IOException {
        return new ProductImage(
                picture.productId(),
                picture.imageId(),
                picture.imageId(),
                SOURCE,
                clock.instant(),
                picture.contentType(),
                picture.read(),
                picture.category().orElse(null));
    }

    @Override
    public void close() {
        model.vacate();
    }
}
