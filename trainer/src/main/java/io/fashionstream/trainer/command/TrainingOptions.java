package io.fashionstream.trainer.command;

import io.fashionstream.command.OptionRules;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.training.Augmentation;
import io.fashionstream.trainer.training.ClassWeights;
import io.fashionstream.trainer.training.EngineKind;
import io.fashionstream.trainer.training.InvalidPlanException;
import io.fashionstream.trainer.training.Mixing;
import io.fashionstream.trainer.training.Objective;
import io.fashionstream.trainer.training.Optimisation;
import io.fashionstream.trainer.training.Optimiser;
import io.fashionstream.trainer.training.Outcome;
import io.fashionstream.trainer.training.Schedule;
import io.fashionstream.trainer.training.StepPlan;
import io.fashionstream.trainer.training.TrainingLength;
import io.fashionstream.trainer.training.TrainingPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options that shape a training; the defaults are {@link TrainingPlan#DEFAULT}. They are the fields' first values, which
 * stay where an option cannot be read: its range is then no second problem.
 */
final class TrainingOptions implements OptionRules {
    @Option(
            names = "--engine",
            description = "compiled (fast) or fit (Deeplearning4j's own). Default: ${DEFAULT-VALUE}")
    private EngineKind engine = TrainingPlan.DEFAULT.engine();

    @Option(
            names = "--threads",
            description = "Replicas that share a batch, one for each core. Part of the result: batch normalisation sees"
                    + " a replica's share. Default: ${DEFAULT-VALUE}")
    private int threads = TrainingPlan.DEFAULT.threads();

    @Option(
            names = "--seed",
            description = "Of split, initial weights, order, augmentation and dropout. Default: ${DEFAULT-VALUE}")
    private long seed = TrainingPlan.DEFAULT.seed();

    @Option(
            names = "--epochs",
            description = "0, with --start-from, packs what it starts from. Default: ${DEFAULT-VALUE}")
    private int epochs = TrainingPlan.DEFAULT.epochs();

    @Option(
            names = "--max-minutes",
            description = "Ends by this time; the schedule runs its course by then. Such a run cannot be repeated bit"
                    + " by bit.")
    private @Nullable Double maxMinutes;

    @Option(names = "--batch", description = "Images of a step. Default: ${DEFAULT-VALUE}")
    private int batch = TrainingPlan.DEFAULT.batch();

    @Option(names = "--optimiser", description = "adam or nesterov. Default: ${DEFAULT-VALUE}")
    private Optimiser optimiser = TrainingPlan.DEFAULT.optimisation().optimiser();

    @Option(names = "--learning-rate", description = "At its peak. Default: ${DEFAULT-VALUE}")
    private double learningRate = TrainingPlan.DEFAULT.learningRate();

    @Option(names = "--weight-decay", description = "Of weights only. Default: ${DEFAULT-VALUE}")
    private double weightDecay = TrainingPlan.DEFAULT.optimisation().weightDecay();

    @Option(names = "--schedule", description = "cosine, one-cycle or constant. Default: ${DEFAULT-VALUE}")
    private Schedule schedule = TrainingPlan.DEFAULT.optimisation().schedule();

    @Option(
            names = "--warm-up",
            description = "Share of the training in which the rate rises. Default: ${DEFAULT-VALUE}")
    private double warmUp = TrainingPlan.DEFAULT.optimisation().warmUp();

    @Option(names = "--label-smoothing", description = "Default: ${DEFAULT-VALUE}")
    private double labelSmoothing = TrainingPlan.DEFAULT.objective().labelSmoothing();

    @Option(
            names = "--class-weights",
            description =
                    "none, or balanced: each class counts the same, however many images it has; with the compiled engine"
                            + " only. Default: ${DEFAULT-VALUE}")
    private ClassWeights classWeights = TrainingPlan.DEFAULT.objective().classWeights();

    @Option(
            names = "--flip",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Mirror every other image. Default: ${DEFAULT-VALUE}")
    private boolean flip = true;

    @Option(names = "--shift", description = "Up to so many pixels. Default: ${DEFAULT-VALUE}")
    private int shift = TrainingPlan.DEFAULT.augmentation().shiftPixels();

    @Option(names = "--erase", description = "Probability to blank out a rectangle. Default: ${DEFAULT-VALUE}")
    private double erase = TrainingPlan.DEFAULT.augmentation().eraseProbability();

    @Option(
            names = "--mixup",
            description = "Probability to blend an image, and its target, with another one. Default: ${DEFAULT-VALUE}")
    private double mixup;

    @Option(
            names = "--cutmix",
            description = "Probability to paste a rectangle of another image into one; the target is mixed by area."
                    + " Default: ${DEFAULT-VALUE}")
    private double cutmix;

    @Option(
            names = "--scaling",
            description = "unit ([0, 1]) or standard (mean 0, deviation 1). Default: ${DEFAULT-VALUE}")
    private Scaling scaling = Scaling.UNIT;

    @Option(
            names = "--patience",
            description = "Stop after so many epochs without a better validation accuracy, and keep the best; 0 never"
                    + " does. Default: ${DEFAULT-VALUE}")
    private int patience = TrainingPlan.DEFAULT.outcome().patienceEpochs();

    @Option(
            names = "--average-epochs",
            description = "End with the mean of the weights after each of the last so many epochs; 0 with those of the"
                    + " last. Default: ${DEFAULT-VALUE}")
    private int averageEpochs = TrainingPlan.DEFAULT.outcome().averagedEpochs();

    /** How pixels become inputs. */
    enum Scaling {
        UNIT,
        STANDARD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the network stays as it starts. */
    boolean areOfNoEpochs() {
        return epochs == 0;
    }

    @Override
    public List<String> problems() {
        try {
            plan(PixelScaling.UNIT);
            return List.of();
        } catch (InvalidPlanException e) {
            return e.problems();
        }
    }

    /**
     * The plan that these options ask for.
     *
     * @param images all training images, from which a standardisation is computed
     * @throws InvalidPlanException with every option that is out of range
     */
    TrainingPlan plan(LabelledImages images) {
        return plan(scaling == Scaling.UNIT ? PixelScaling.UNIT : standardisation(images));
    }

    private TrainingPlan plan(PixelScaling pixelScaling) {
        return new TrainingPlan(
                new StepPlan(engine, threads, batch),
                seed,
                new TrainingLength(
                        epochs,
                        Optional.ofNullable(maxMinutes)
                                .map(minutes -> Duration.ofMillis(Math.round(minutes * 60_000)))),
                new Optimisation(optimiser, learningRate, weightDecay, schedule, warmUp),
                new Objective(labelSmoothing, classWeights),
                new Augmentation(flip, shift, erase, new Mixing(mixup, cutmix)),
                pixelScaling,
                new Outcome(patience, averageEpochs));
    }

    private static PixelScaling standardisation(LabelledImages images) {
        double sum = 0;
        double squares = 0;
        byte[] pixels = images.pixels();
        for (byte pixel : pixels) {
            double value = PixelScaling.UNIT.scale(pixel);
            sum += value;
            squares += value * value;
        }
        double count = (double) images.size() * ImageTensor.PIXELS;
        double mean = sum / count;
        return PixelScaling.of(mean, Math.sqrt(squares / count - mean * mean));
    }
}
