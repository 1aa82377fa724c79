package io.fashionstream.trainer.training;

import static io.fashionstream.check.Check.require;

import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.EitherNetwork;
import io.fashionstream.trainer.training.TrainingResult.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains one network by a plan: steps, validation after each epoch, checkpoints, early stopping.
 *
 * <p>Use it once, from one thread; {@link #requestStop()} may come from any other.
 */
public final class Training {
    private final TrainingPlan plan;
    private final LabelledImages validationImages;
    private final LabelledImages trainingImages;
    private final Targets targets;
    private final TrainingListener listener;
    private final Optional<Checkpoints> checkpoints;
    private final Seeds seeds;
    private long startNanos = System.nanoTime();

    private volatile boolean stopRequested;
    private TrainingState state = TrainingState.START;
    private double secondsBefore;
    private @Nullable INDArray keptParameters;

    /**
     * Prepares a training; with checkpoints it saves one after each epoch and when it is stopped.
     *
     * @param targets of the training images
     * @throws IllegalArgumentException if the images do not fill one batch, or the targets are not theirs
     */
    public Training(
            TrainingPlan plan,
            LabelledImages trainingImages,
            Targets targets,
            LabelledImages validationImages,
            TrainingListener listener,
            Optional<Checkpoints> checkpoints) {
        require(
                trainingImages.size() >= plan.batch(),
                "training needs at least one batch of %d images, got %d",
                plan.batch(),
                trainingImages.size());
        require(
                targets.size() == trainingImages.size(),
                "expected targets of %d images, got %d",
                trainingImages.size(),
                targets.size());
        this.plan = plan;
        this.trainingImages = trainingImages;
        this.targets = targets;
        this.validationImages = validationImages;
        this.listener = listener;
        this.checkpoints = checkpoints;
        seeds = new Seeds(plan.seed());
    }

    /** Ends the training after the step that is being taken. */
    public void requestStop() {
        stopRequested = true;
    }

    /**
     * Goes on from the checkpoint, if there is one: {@code network}, of the plan's configuration, gets its weights.
     *
     * @return the epochs that are done
     * @throws CheckpointException if the checkpoint is broken or of another training
     */
    public TrainingHistory resume(Model network) {
        checkpoints.flatMap(Checkpoints::load).ifPresent(checkpoint -> {
            checkpoint.restoreInto(network);
            state = checkpoint.state();
            secondsBefore = state.secondsBefore();
            keptParameters = checkpoint.keptParameters();
        });
        return state.history();
    }

    /** As the other, without anybody who teaches. */
    public TrainingResult run(Model network) {
        return run(network, Teaching.NONE);
    }

    /**
     * Trains {@code network} to the end of the plan, in place.
     *
     * @param network initialised, of the plan's configuration; its present weights are the start
     * @param teaching changes the targets of every batch; it can be closed afterwards
     */
    public TrainingResult run(Model network, Teaching teaching) {
        startNanos = System.nanoTime();
        if (plan.epochs() == 0) {
            return new TrainingResult(network, TrainingHistory.EMPTY, Ending.COMPLETED);
        }
        Ending ending;
        try (BatchFeed feed = new BatchFeed(trainingImages, targets, teaching, plan);
                TrainingEngine engine = TrainingEngine.of(network, plan)) {
            while (!state.finished()) {
                if (!epoch(engine, feed)) {
                    save(network);
                    return new TrainingResult(network, state.history(), Ending.STOPPED);
                }
                finishEpoch(engine, network);
            }
            ending = ending();
        }
        if (keptParameters != null) {
            network.params().assign(keptParameters);
        }
        new EitherNetwork(network).setLearningRate(plan.learningRate());
        return new TrainingResult(network, state.history(), ending);
    }

    /** The rest of an epoch; false if it was stopped. */
    private boolean epoch(TrainingEngine engine, BatchFeed feed) {
        feed.seek(state.epoch(), state.batch());
        try {
            while (state.batch() < feed.batches() && !isOutOfTime()) {
                if (stopRequested) {
                    return false;
                }
                step(engine, feed);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void step(TrainingEngine engine, BatchFeed feed) throws InterruptedException {
        long before = System.nanoTime();
        double rate = plan.optimisation().rateAt(progress(0.5));
        var result = engine.step(feed.next(), rate, seeds.dropout(state.epoch(), state.batch()));
        state = state.afterStep(result, (System.nanoTime() - before) / 1e9, seconds());
        listener.onStep(new TrainingListener.Step(
                state.epoch() + 1,
                state.batch(),
                feed.batches(),
                progress(0),
                state.lossSum() / state.batch(),
                accuracy(),
                rate,
                imagesPerSecond()));
    }

    private void finishEpoch(TrainingEngine engine, Model network) {
        Validation validation = Validation.of(engine, validationImages, plan.batch(), plan.scaling());
        double now = seconds();
        double earlier = state.history().epochs().stream()
                .mapToDouble(EpochResult::seconds)
                .sum();
        EpochResult result = new EpochResult(
                state.epoch() + 1,
                state.lossSum() / Math.max(1, state.batch()),
                accuracy(),
                validation.loss(),
                validation.accuracy(),
                plan.optimisation().rateAt(progress(0)),
                imagesPerSecond(),
                now - earlier);
        state = state.afterEpoch(result, false, now);
        keepParameters(network);
        boolean last = state.epoch() >= plan.epochs() || isOutOfTime() || isOutOfPatience();
        state = new TrainingState(state.epoch(), 0, 0, 0, 0, now, last, state.history());
        save(network);
        listener.onEpoch(result, left());
    }

    private void keepParameters(Model network) {
        INDArray present = network.params();
        int averaged = state.epoch() - plan.epochs() + plan.outcome().averagedEpochs();
        if (averaged > 1 && keptParameters != null) {
            keptParameters.addi(present.sub(keptParameters).divi(averaged));
        } else if (averaged == 1 || isBestOfPatience()) {
            keptParameters = present.dup();
        }
    }

    private boolean isBestOfPatience() {
        return plan.outcome().patienceEpochs() > 0 && state.history().bestEpoch() == state.epoch();
    }

    private void save(Model network) {
        checkpoints.ifPresent(place -> {
            try {
                place.save(network, state, keptParameters);
            } catch (IOException e) {
                listener.onCheckpointFailure("%s: %s".formatted(place.file(), e));
            }
        });
    }

    private Ending ending() {
        if (state.epoch() >= plan.epochs()) {
            return Ending.COMPLETED;
        }
        return isOutOfPatience() ? Ending.NO_PROGRESS : Ending.OUT_OF_TIME;
    }

    private boolean isOutOfPatience() {
        int patience = plan.outcome().patienceEpochs();
        return patience > 0 && state.epoch() - state.history().bestEpoch() >= patience;
    }

    private boolean isOutOfTime() {
        return plan.budget().isPresent() && progress(0) >= 1;
    }

    /** Share of the training that is done: of its time if that is limited and runs out first, else of its steps. */
    private double progress(double stepsAhead) {
        double batches = (double) trainingImages.size() / plan.batch();
        double ofSteps = (state.epoch() + (state.batch() + stepsAhead) / Math.floor(batches)) / plan.epochs();
        double ofTime =
                plan.budget().map(time -> seconds() * 1000 / time.toMillis()).orElse(0.0);
        return Math.max(ofSteps, ofTime);
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - startNanos) / 1e9;
    }

    private double accuracy() {
        return (double) state.correct() / Math.max(1, (long) state.batch() * plan.batch());
    }

    private double imagesPerSecond() {
        return (double) state.batch() * plan.batch() / Math.max(1e-9, state.epochStepSeconds());
    }

    private Duration left() {
        double done = Math.min(1, progress(0));
        return state.finished() ? Duration.ZERO : Duration.ofMillis((long) (seconds() * (1 - done) / done * 1000));
    }
}
