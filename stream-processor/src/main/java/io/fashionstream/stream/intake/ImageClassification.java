package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.batch.BatchFunction;
import io.fashionstream.stream.classify.Prediction;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Labels or rejects each record of a batch by itself: read, decode, classify by the champion, and some also by the
 * challenger. One lease of each model covers a batch, so a swap takes effect at a batch's boundary. Safe for use by
 * several threads.
 */
public final class ImageClassification implements BatchFunction<Outcome> {
    private final Intake intake;
    private final ModelSlot<ServedModel> champion;
    private final ModelSlot<ServedModel> challenger;
    private final Shadow shadow;
    private final Clock clock;
    private final Duration decodeBudget;
    private final LongSupplier nanoClock;

    /** @param decodeBudget time after which no further image of a batch is decoded */
    public ImageClassification(
            Intake intake,
            ModelSlot<ServedModel> champion,
            ModelSlot<ServedModel> challenger,
            Shadow shadow,
            Clock clock,
            Duration decodeBudget) {
        this(intake, champion, challenger, shadow, clock, decodeBudget, System::nanoTime);
    }

    public ImageClassification(
            Intake intake,
            ModelSlot<ServedModel> champion,
            ModelSlot<ServedModel> challenger,
            Shadow shadow,
            Clock clock,
            Duration decodeBudget,
            LongSupplier nanoClock) {
        this.intake = intake;
        this.champion = champion;
        this.challenger = challenger;
        this.shadow = shadow;
        this.clock = clock;
        this.decodeBudget = decodeBudget;
        this.nanoClock = nanoClock;
    }

    @Override
    public List<Outcome> apply(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<Taken> taken = takeInTime(batch);
        List<Taken.Ready> ready = taken.stream()
                .filter(Taken.Ready.class::isInstance)
                .map(Taken.Ready.class::cast)
                .toList();
        Iterator<Outcome> answered = answered(ready, taken.size()).iterator();
        return taken.stream()
                .map(one -> one instanceof Taken.Ready ? answered.next() : unanswered(one))
                .toList();
    }

    private Outcome unanswered(Taken taken) {
        return taken instanceof Taken.Refused refused ? rejected(refused, null) : new Outcome.Removal();
    }

    /** Pictures can be made to decode slowly; a batch ends early before a few of them overrun the poll interval. */
    private List<Taken> takeInTime(List<ConsumerRecord<byte[], byte[]>> batch) {
        long start = nanoClock.getAsLong();
        List<Taken> taken = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (!taken.isEmpty() && nanoClock.getAsLong() - start > decodeBudget.toNanos()) {
                break;
            }
            taken.add(intake.take(record));
        }
        return taken;
    }

    /**
     * One outcome for each image that is ready, in order.
     *
     * @param images of the whole batch, refused ones included
     */
    private List<Outcome> answered(List<Taken.Ready> ready, int images) {
        try (ModelSlot.Lease<ServedModel> lease =
                champion.lease().orElseThrow(() -> new IllegalStateException("no model serves yet"))) {
            List<Prediction> predictions = predictions(lease.model(), ready);
            List<Optional<ImageLabel>> shadowLabels = shadowLabels(ready);
            List<Outcome> outcomes = new ArrayList<>(ready.size());
            for (int i = 0; i < ready.size(); i++) {
                outcomes.add(outcome(ready.get(i), predictions.get(i), shadowLabels.get(i), lease.model(), images));
            }
            return outcomes;
        }
    }

    private static List<Prediction> predictions(ServedModel model, List<Taken.Ready> ready) {
        List<ImageTensor> tensors = ready.stream().map(Taken.Ready::tensor).toList();
        return tensors.isEmpty() ? List.of() : model.classifier().classify(tensors);
    }

    /** One entry for each image that is ready, in order; empty where the challenger says nothing. */
    private List<Optional<ImageLabel>> shadowLabels(List<Taken.Ready> ready) {
        List<Taken.Ready> seen = ready.stream().filter(this::isSeen).toList();
        Optional<ModelSlot.Lease<ServedModel>> lease = seen.isEmpty() ? Optional.empty() : challenger.lease();
        if (lease.isEmpty()) {
            return ready.stream().map(image -> Optional.<ImageLabel>empty()).toList();
        }
        try (ModelSlot.Lease<ServedModel> held = lease.get()) {
            Iterator<Prediction> predictions = predictions(held.model(), seen).iterator();
            return ready.stream()
                    .map(image -> isSeen(image)
                            ? label(image, predictions.next(), held.model(), seen.size())
                            : Optional.<ImageLabel>empty())
                    .toList();
        }
    }

    private boolean isSeen(Taken.Ready image) {
        return shadow.sees(image.image().eventId());
    }

    private Outcome outcome(
            Taken.Ready ready, Prediction prediction, Optional<ImageLabel> shadowLabel, ServedModel model, int images) {
        Optional<ImageLabel> label = label(ready, prediction, model, images);
        if (label.isPresent()) {
            return new Outcome.Labelled(
                    label.get(), shadowLabel, ready.tensor(), ready.unknownCategory(), ready.event());
        }
        Rejection rejection =
                new Rejection(RejectionReason.UNCLASSIFIABLE, ((Prediction.NoAnswer) prediction).detail());
        ProductImage image = ready.image();
        return rejected(
                new Taken.Refused(ready.source(), rejection, image.imageId(), image.eventId(), ready.event()),
                model.modelId());
    }

    private Optional<ImageLabel> label(Taken.Ready ready, Prediction prediction, ServedModel model, int images) {
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
                model.modelId(),
                image.time(),
                clock.instant(),
                image.declaredCategory().orElse(null),
                images));
    }

    private Outcome rejected(Taken.Refused refused, @Nullable String modelId) {
        ConsumerRecord<byte[], byte[]> source = refused.source();
        RejectedImage rejection = new RejectedImage(
                refused.rejection().reason(),
                refused.rejection().detail(),
                refused.imageId(),
                refused.eventId(),
                modelId,
                source.topic(),
                source.partition(),
                source.offset(),
                clock.instant());
        return new Outcome.Rejected(rejection, refused.event());
    }
}
