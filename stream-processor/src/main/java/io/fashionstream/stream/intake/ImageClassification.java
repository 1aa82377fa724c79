package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.batch.BatchFunction;
import io.fashionstream.stream.classify.Prediction;
import io.fashionstream.stream.intake.BatchModels.Computing;
import io.fashionstream.stream.intake.IntakeResult.ReadyImage;
import io.fashionstream.stream.model.CanarySlot;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Labels or rejects each record of a batch by itself: read, decode, classify by the champion or by the canary that serves
 * its product, and some also by the challenger. One lease of each model covers a batch, so a swap takes effect at a batch's boundary. Safe for use by
 * several threads.
 */
public final class ImageClassification implements BatchFunction<Answer> {
    private final Intake intake;
    private final ModelSlot<ServedModel> champion;
    private final CanarySlot<ServedModel> canary;
    private final ModelSlot<ServedModel> challenger;
    private final Shadow shadow;
    private final Clock clock;
    private final Duration decodeBudget;
    private final Telemetry telemetry;
    private final LongSupplier nanoClock;

    /**
     * @param decodeBudget time after which no further image of a batch is decoded
     */
    public ImageClassification(
            Intake intake,
            ModelSlot<ServedModel> champion,
            ModelSlot<ServedModel> challenger,
            Shadow shadow,
            Clock clock,
            Duration decodeBudget,
            Telemetry telemetry) {
        this(intake, champion, challenger, shadow, clock, decodeBudget, telemetry, System::nanoTime);
    }

    public ImageClassification(
            Intake intake,
            ModelSlot<ServedModel> champion,
            ModelSlot<ServedModel> challenger,
            Shadow shadow,
            Clock clock,
            Duration decodeBudget,
            Telemetry telemetry,
            LongSupplier nanoClock) {
        this(intake, champion, new CanarySlot<>(), challenger, shadow, clock, decodeBudget, telemetry, nanoClock);
    }

    private ImageClassification(
            Intake intake,
            ModelSlot<ServedModel> champion,
            CanarySlot<ServedModel> canary,
            ModelSlot<ServedModel> challenger,
            Shadow shadow,
            Clock clock,
            Duration decodeBudget,
            Telemetry telemetry,
            LongSupplier nanoClock) {
        this.intake = intake;
        this.champion = champion;
        this.canary = canary;
        this.challenger = challenger;
        this.shadow = shadow;
        this.clock = clock;
        this.decodeBudget = decodeBudget;
        this.telemetry = telemetry;
        this.nanoClock = nanoClock;
    }

    /** The same, where a canary may serve some of the products. */
    public ImageClassification withCanary(CanarySlot<ServedModel> beside) {
        return new ImageClassification(
                intake, champion, beside, challenger, shadow, clock, decodeBudget, telemetry, nanoClock);
    }

    @Override
    public List<Answer> apply(List<SourceRecord> batch) {
        List<IntakeResult> taken = takeInTime(batch);
        List<ReadyImage> ready = new ArrayList<>(taken.size());
        for (IntakeResult one : taken) {
            if (one instanceof ReadyImage image) {
                ready.add(image);
            }
        }
        Iterator<Answer> answered = answered(ready, taken.size()).iterator();
        List<Answer> answers = new ArrayList<>(taken.size());
        for (IntakeResult one : taken) {
            answers.add(one instanceof Answer known ? known : answered.next());
        }
        return answers;
    }

    /** Some pictures decode slowly; a batch ends early before several of them overrun the poll interval. */
    private List<IntakeResult> takeInTime(List<SourceRecord> batch) {
        long start = nanoClock.getAsLong();
        long waited = 0;
        List<IntakeResult> taken = new ArrayList<>(batch.size());
        for (SourceRecord record : batch) {
            if (!taken.isEmpty() && nanoClock.getAsLong() - start > decodeBudget.toNanos()) {
                break;
            }
            waited += intake.await(record);
            telemetry.traces().decoding(record);
            IntakeResult result = intake.take(record);
            telemetry.traces().decoded(result instanceof ReadyImage);
            taken.add(result);
        }
        telemetry.times().decoded(nanoClock.getAsLong() - start - waited);
        return taken;
    }

    /**
     * One answer for each image that is ready, in order.
     *
     * @param images of the whole batch, refused ones included
     */
    private List<Answer> answered(List<ReadyImage> ready, int images) {
        try (BatchModels models = BatchModels.lease(champion, canary, ready)) {
            List<Prediction> predictions = traced(models);
            List<Optional<ImageLabel>> shadowLabels = shadowLabels(ready);
            List<Answer> answers = new ArrayList<>(ready.size());
            for (int i = 0; i < ready.size(); i++) {
                Computing computing = models.computing(i, images);
                answers.add(answer(ready.get(i), predictions.get(i), shadowLabels.get(i), computing));
            }
            return answers;
        }
    }

    private List<Prediction> traced(BatchModels models) {
        telemetry.traces().classifying(models.champion().modelId());
        try {
            List<Prediction> predictions =
                    models.predictions((model, images) -> predictions(ModelAlias.CHAMPION, model, images));
            telemetry.traces().classified(null);
            return predictions;
        } catch (RuntimeException e) {
            telemetry.traces().classified(e);
            throw e;
        }
    }

    private List<Prediction> predictions(ModelAlias alias, ServedModel model, List<ReadyImage> ready) {
        if (ready.isEmpty()) {
            return List.of();
        }
        List<ImageTensor> tensors = new ArrayList<>(ready.size());
        for (ReadyImage image : ready) {
            tensors.add(image.tensor());
        }
        long start = nanoClock.getAsLong();
        List<Prediction> predictions = model.classifier().classify(tensors);
        telemetry.times().inferred(alias, nanoClock.getAsLong() - start);
        return predictions;
    }

    /** One entry for each image that is ready, in order; empty where the challenger says nothing. */
    private List<Optional<ImageLabel>> shadowLabels(List<ReadyImage> ready) {
        List<ReadyImage> seen = ready.stream().filter(this::isSeen).toList();
        Optional<ModelSlot.Lease<ServedModel>> lease = seen.isEmpty() ? Optional.empty() : challenger.lease();
        if (lease.isEmpty()) {
            return Collections.nCopies(ready.size(), Optional.empty());
        }
        try (ModelSlot.Lease<ServedModel> held = lease.get()) {
            Iterator<Prediction> predictions =
                    predictions(ModelAlias.CHALLENGER, held.model(), seen).iterator();
            List<Optional<ImageLabel>> labels = new ArrayList<>(ready.size());
            for (ReadyImage image : ready) {
                labels.add(
                        isSeen(image)
                                ? label(image, predictions.next(), new Computing(held.model(), seen.size(), null))
                                : Optional.empty());
            }
            return labels;
        }
    }

    private boolean isSeen(ReadyImage image) {
        return shadow.sees(image.image().eventId());
    }

    private Answer answer(
            ReadyImage ready, Prediction prediction, Optional<ImageLabel> shadowLabel, Computing computing) {
        Optional<ImageLabel> label = label(ready, prediction, computing);
        if (label.isPresent()) {
            String unknown = label.get().declaredCategory() == null ? ready.declared() : null;
            return new Answer.Labelled(label.get(), shadowLabel, ready.tensor(), unknown, ready.event());
        }
        Rejection rejection =
                new Rejection(RejectionReason.UNCLASSIFIABLE, ((Prediction.NoAnswer) prediction).detail());
        ProductImage image = ready.image();
        Answer.Names names = new Answer.Names(
                image.imageId(), image.eventId(), computing.model().modelId(), ready.event());
        return Answer.Rejected.of(ready.source(), rejection, names, clock.instant());
    }

    private Optional<ImageLabel> label(ReadyImage ready, Prediction prediction, Computing computing) {
        if (!(prediction instanceof Prediction.Answer answer)) {
            return Optional.empty();
        }
        ProductImage image = ready.image();
        ServedModel model = computing.model();
        return Optional.of(new ImageLabel(
                new ImageLabel.Image(
                        image.productId(),
                        image.imageId(),
                        image.eventId(),
                        image.time(),
                        image.declaredCategory()
                                .flatMap(model.manifest().classes()::find)
                                .orElse(null)),
                new ImageLabel.Verdict(
                        answer.category(),
                        answer.confidence(),
                        answer.probabilities(),
                        answer.uncertain(),
                        answer.outOfDistribution() || ready.outOfDistribution(),
                        ready.bins(model.manifest().inputs(), answer.energy())),
                new ImageLabel.Computation(
                        model.modelId(),
                        clock.instant(),
                        computing.batchImages(),
                        model.precision(),
                        computing.canaryStep())));
    }
}
