package io.fashionstream.stream;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.stream.Intake.Taken;
import io.fashionstream.stream.batch.BatchFunction;
import io.fashionstream.stream.classify.ClassificationFailure;
import io.fashionstream.stream.classify.ImageClassifier;
import io.fashionstream.stream.classify.Prediction;
import io.fashionstream.stream.model.ModelSlot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Labels or rejects each record of a batch by itself: read, decode, classify by the champion, and some also by the
 * challenger. One lease of each model covers a batch, so a swap takes effect at a batch's boundary. Safe for use by
 * several threads.
 */
final class ImageClassification implements BatchFunction<Outcome> {
    private static final Logger log = LoggerFactory.getLogger(ImageClassification.class);

    private final Intake intake;
    private final ModelSlot<ServedModel> champion;
    private final ModelSlot<ServedModel> challenger;
    private final Shadow shadow;
    private final Clock clock;

    ImageClassification(
            Intake intake,
            ModelSlot<ServedModel> champion,
            ModelSlot<ServedModel> challenger,
            Shadow shadow,
            Clock clock) {
        this.intake = intake;
        this.champion = champion;
        this.challenger = challenger;
        this.shadow = shadow;
        this.clock = clock;
    }

    @Override
    public List<Outcome> apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Taken> taken = batch.stream().map(intake::take).toList();
        try (ModelSlot.Lease<ServedModel> lease =
                champion.lease().orElseThrow(() -> new IllegalStateException("no model serves yet"))) {
            String modelId = lease.model().modelId();
            Iterator<Prediction> predictions =
                    classify(lease.model(), tensors(taken)).iterator();
            Iterator<Optional<ImageLabel>> shadows = shadowLabels(taken).iterator();
            Instant now = clock.instant();
            List<Outcome> outcomes = new ArrayList<>(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                ConsumerRecord<byte[], byte[]> record = batch.get(i);
                outcomes.add(
                        taken.get(i) instanceof Taken.Ready ready
                                ? answered(record, ready, predictions.next(), shadows.next(), modelId, now)
                                : new Outcome.Rejected(rejected(record, (Taken.Refused) taken.get(i), null, now)));
            }
            return outcomes;
        }
    }

    private static List<ImageTensor> tensors(List<Taken> taken) {
        List<ImageTensor> tensors = new ArrayList<>(taken.size());
        for (Taken one : taken) {
            if (one instanceof Taken.Ready ready) {
                tensors.add(ready.tensor());
            }
        }
        return tensors;
    }

    /** Answers in order; if the batch fails, each image is tried alone, and only those that fail again have none. */
    private static List<Prediction> classify(ServedModel model, List<ImageTensor> tensors) {
        ImageClassifier classifier = model.classifier();
        try {
            return tensors.isEmpty() ? List.of() : classifier.classify(tensors);
        } catch (ClassificationFailure e) {
            log.warn("A batch of {} failed under {}; trying each image alone", tensors.size(), model.modelId(), e);
            return tensors.stream()
                    .map(tensor -> classifyAlone(classifier, tensor))
                    .toList();
        }
    }

    private static Prediction classifyAlone(ImageClassifier classifier, ImageTensor tensor) {
        try {
            return classifier.classify(List.of(tensor)).get(0);
        } catch (ClassificationFailure e) {
            return new Prediction.NoAnswer("the network failed on this image: " + e.getMessage());
        }
    }

    /** One entry for each image that is ready, in order; empty where the challenger has nothing to say. */
    private List<Optional<ImageLabel>> shadowLabels(List<Taken> taken) {
        List<Taken.Ready> ready = taken.stream()
                .filter(Taken.Ready.class::isInstance)
                .map(Taken.Ready.class::cast)
                .toList();
        List<Taken.Ready> seen =
                ready.stream().filter(one -> shadow.sees(one.image().eventId())).toList();
        Optional<ModelSlot.Lease<ServedModel>> lease = seen.isEmpty() ? Optional.empty() : challenger.lease();
        if (lease.isEmpty()) {
            return ready.stream().map(one -> Optional.<ImageLabel>empty()).toList();
        }
        try (ModelSlot.Lease<ServedModel> held = lease.get()) {
            Iterator<Prediction> predictions = classify(
                            held.model(), seen.stream().map(Taken.Ready::tensor).toList())
                    .iterator();
            Instant now = clock.instant();
            return ready.stream()
                    .map(one -> shadow.sees(one.image().eventId())
                            ? label(one, predictions.next(), held.model().modelId(), now)
                            : Optional.<ImageLabel>empty())
                    .toList();
        }
    }

    private static Outcome answered(
            ConsumerRecord<byte[], byte[]> record,
            Taken.Ready ready,
            Prediction prediction,
            Optional<ImageLabel> shadowLabel,
            String modelId,
            Instant now) {
        Optional<ImageLabel> label = label(ready, prediction, modelId, now);
        if (label.isPresent()) {
            return new Outcome.Labelled(label.get(), shadowLabel, ready.tensor());
        }
        Rejection rejection =
                new Rejection(RejectionReason.UNCLASSIFIABLE, ((Prediction.NoAnswer) prediction).detail());
        ProductImage image = ready.image();
        Taken.Refused refused = new Taken.Refused(rejection, image.imageId(), image.eventId());
        return new Outcome.Rejected(rejected(record, refused, modelId, now));
    }

    private static Optional<ImageLabel> label(Taken.Ready ready, Prediction prediction, String modelId, Instant now) {
        if (!(prediction instanceof Prediction.Answer answer)) {
            return Optional.empty();
        }
        ProductImage image = ready.image();
        return Optional.of(new ImageLabel(
                image.productId(),
                image.imageId(),
                image.eventId(),
                answer.category(),
                answer.confidence(),
                answer.probabilities(),
                answer.uncertain(),
                answer.outOfDistribution() || ready.outOfDistribution(),
                modelId,
                image.time(),
                now,
                image.declaredCategory().orElse(null)));
    }

    private static RejectedImage rejected(
            ConsumerRecord<byte[], byte[]> record, Taken.Refused refused, @Nullable String modelId, Instant now) {
        return new RejectedImage(
                refused.rejection().reason(),
                refused.rejection().detail(),
                refused.imageId(),
                refused.eventId(),
                modelId,
                record.topic(),
                record.partition(),
                record.offset(),
                now);
    }
}
