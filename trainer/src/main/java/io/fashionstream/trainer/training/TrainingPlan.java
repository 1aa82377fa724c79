package io.fashionstream.trainer.training;

import io.fashionstream.image.PixelScaling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * Every choice that shapes a training: the same plan, seed and data give the same network, unless a time budget ends
 * the training.
 *
 * @param seed of initial weights, order of images, augmentation and dropout
 * @param outcome the weights that it ends with
 */
public record TrainingPlan(
        StepPlan steps,
        long seed,
        TrainingLength length,
        Optimisation optimisation,
        Objective objective,
        Augmentation augmentation,
        PixelScaling scaling,
        Outcome outcome) {
    /** Adam, mirrored and shifted images, one random patch in four erased, a cosine after a warm-up. */
    public static final TrainingPlan DEFAULT = new TrainingPlan(
            new StepPlan(EngineKind.COMPILED, 2, 128),
            1,
            TrainingLength.ofEpochs(20),
            new Optimisation(Optimiser.ADAM, 1e-3, 0, Schedule.COSINE, 0.15),
            Objective.PLAIN,
            new Augmentation(true, 1, 0.25),
            PixelScaling.UNIT,
            Outcome.LAST_EPOCH);

    /**
     * A plan for the best network within a minute or two: small batches for many steps, and images as they are, because
     * few of them are seen twice. One pass over 16,000 images gave 86 % on validation where the default's batch of 128 with
     * mirrored images gave 84 %.
     *
     * @param threads replicas that learn in step, each on a core of its own
     * @param peakRate learning rate at the top of the cycle; less of it to train on from a trained network
     */
    public static TrainingPlan quick(Duration budget, int threads, double peakRate, long seed) {
        return new TrainingPlan(
                new StepPlan(EngineKind.COMPILED, threads, 64),
                seed,
                new TrainingLength(1_000, Optional.of(budget)),
                new Optimisation(Optimiser.ADAM, peakRate, 0, Schedule.ONE_CYCLE, 0.3),
                Objective.PLAIN,
                Augmentation.NONE,
                PixelScaling.UNIT,
                Outcome.LAST_EPOCH);
    }

    /**
     * Checks every value.
     *
     * @throws InvalidPlanException with all problems together
     */
    public TrainingPlan {
        List<String> problems = new ArrayList<>();
        PlanRules rules = new PlanRules(problems);
        int threads = steps.threads();
        int batch = steps.batch();
        rules.range("threads", threads, 1, 64);
        rules.range("epochs", length.epochs(), 0, 10_000);
        rules.range("batch", batch, 2, 4_096);
        rules.that(
                threads < 1 || (batch % threads == 0 && batch / threads >= 2),
                "batch",
                "must be a multiple of the threads (%d), at least 2 for each".formatted(threads),
                batch);
        rules.that(
                optimisation.learningRate() > 0 && optimisation.learningRate() <= 10,
                "learning-rate",
                "must be over 0 and at most 10",
                optimisation.learningRate());
        rules.range("weight-decay", optimisation.weightDecay(), 0, 1);
        rules.that(
                optimisation.warmUp() >= 0 && optimisation.warmUp() < 1,
                "warm-up",
                "must be 0 to less than 1",
                optimisation.warmUp());
        rules.that(
                objective.labelSmoothing() >= 0 && objective.labelSmoothing() < 1,
                "label-smoothing",
                "must be 0 to less than 1",
                objective.labelSmoothing());
        rules.that(
                objective.classWeights() == ClassWeights.NONE || steps.engine() == EngineKind.COMPILED,
                "class-weights",
                "must be none with --engine fit, which does not weigh images",
                objective.classWeights());
        rules.range("shift", augmentation.shiftPixels(), 0, 14);
        rules.range("erase", augmentation.eraseProbability(), 0, 1);
        rules.range("mixup", augmentation.mixing().blended(), 0, 1);
        rules.range("cutmix", augmentation.mixing().pasted(), 0, 1);
        rules.range("patience", outcome.patienceEpochs(), 0, 10_000);
        rules.range("average-epochs", outcome.averagedEpochs(), 0, Math.max(0, length.epochs()));
        rules.that(
                outcome.averagedEpochs() == 0
                        || (outcome.patienceEpochs() == 0 && length.budget().isEmpty()),
                "average-epochs",
                "must be 0 with --patience or --max-minutes, which do not know the last epochs beforehand",
                outcome.averagedEpochs());
        length.budget()
                .ifPresent(time -> rules.that(
                        time.compareTo(Duration.ofSeconds(1)) >= 0 && time.compareTo(Duration.ofDays(30)) <= 0,
                        "max-minutes",
                        "must be one second to 30 days",
                        time));
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }

    public EngineKind engine() {
        return steps.engine();
    }

    public int threads() {
        return steps.threads();
    }

    public int batch() {
        return steps.batch();
    }

    public int epochs() {
        return length.epochs();
    }

    public Optional<Duration> budget() {
        return length.budget();
    }

    public double learningRate() {
        return optimisation.learningRate();
    }

    /** A configuration to add layers to, with the plan's seed, optimiser and weight decay. */
    public NeuralNetConfiguration.Builder learning() {
        var learning = new NeuralNetConfiguration.Builder().seed(seed);
        optimisation.optimiser().configure(learning, learningRate(), optimisation.weightDecay());
        return learning;
    }

    /** Every option by its name on the command line, as the manifest and the checkpoints keep it. */
    public Map<String, String> hyperParameters() {
        Map<String, String> options = new TreeMap<>();
        options.put("engine", engine().toString());
        options.put("threads", String.valueOf(threads()));
        options.put("seed", String.valueOf(seed));
        options.put("epochs", String.valueOf(epochs()));
        budget().ifPresent(time -> options.put("max-minutes", String.valueOf(time.toMillis() / 60_000.0)));
        options.put("batch", String.valueOf(batch()));
        options.put("optimiser", optimisation.optimiser().toString());
        options.put("learning-rate", String.valueOf(learningRate()));
        options.put("weight-decay", String.valueOf(optimisation.weightDecay()));
        options.put("schedule", optimisation.schedule().toString());
        options.put("warm-up", String.valueOf(optimisation.warmUp()));
        options.put("label-smoothing", String.valueOf(objective.labelSmoothing()));
        if (objective.classWeights() != ClassWeights.NONE) {
            options.put("class-weights", objective.classWeights().toString());
        }
        options.put("flip", String.valueOf(augmentation.flip()));
        options.put("shift", String.valueOf(augmentation.shiftPixels()));
        options.put("erase", String.valueOf(augmentation.eraseProbability()));
        if (!augmentation.mixing().equals(Mixing.NONE)) {
            options.put("mixup", String.valueOf(augmentation.mixing().blended()));
            options.put("cutmix", String.valueOf(augmentation.mixing().pasted()));
        }
        options.put("scaling-mean", String.valueOf(scaling.recorded().mean()));
        options.put("scaling-deviation", String.valueOf(scaling.recorded().deviation()));
        options.put("patience", String.valueOf(outcome.patienceEpochs()));
        options.put("average-epochs", String.valueOf(outcome.averagedEpochs()));
        return options;
    }

    /** The command line that names every option of this plan. */
    public String toArguments() {
        StringBuilder arguments = new StringBuilder();
        hyperParameters().forEach((name, value) -> {
            switch (name) {
                case "flip" -> arguments.append(augmentation.flip() ? " --flip" : " --no-flip");
                case "scaling-mean" ->
                    arguments.append(scaling.equals(PixelScaling.UNIT) ? " --scaling unit" : " --scaling standard");
                case "scaling-deviation" -> {}
                default -> arguments.append(" --").append(name).append(' ').append(value);
            }
        });
        return arguments.toString().strip();
    }

    /** Collects what is wrong: option, rule, value found. */
    private record PlanRules(List<String> problems) {
        void that(boolean holds, String option, String rule, Object found) {
            if (!holds) {
                problems.add("--%s %s, got %s".formatted(option, rule, found));
            }
        }

        void range(String option, int value, int min, int max) {
            that(value >= min && value <= max, option, "must be %d to %d".formatted(min, max), value);
        }

        void range(String option, double value, double min, double max) {
            that(value >= min && value <= max, option, "must be %s to %s".formatted(min, max), value);
        }
    }
}
