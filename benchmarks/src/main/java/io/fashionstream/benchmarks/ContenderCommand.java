package io.fashionstream.benchmarks;

import io.fashionstream.trainer.command.DataOptions;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.network.NetworkDesigns;
import io.fashionstream.trainer.training.EngineKind;
import io.fashionstream.trainer.training.StepPlan;
import io.fashionstream.trainer.training.TrainingPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One contender in a JVM of its own. Says how many parameters it has, then waits for its turns: each line on standard
 * input is a number of seconds, and is answered with a {@link Round}. Ends at the end of its input.
 */
@Command(name = "contender", hidden = true)
final class ContenderCommand implements Callable<Integer> {
    /** Marks lines for the parent; libraries print as well. */
    static final String MARK = "@ ";

    private static final int BATCHES = 100;

    @Option(names = "--kind", required = true)
    private Contender.Kind kind = Contender.Kind.COMPILED;

    @Option(names = "--network", required = true)
    private String network = "";

    @Option(names = "--batch", required = true)
    private int batch;

    @Option(names = "--threads", required = true)
    private int threads;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public Integer call() throws IOException {
        TrainingBatches batches = new TrainingBatches(data.read().training(), batch, BATCHES);
        BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Contender contender = contender()) {
            System.out.println(MARK + contender.parameters());
            int steps = 0;
            for (String seconds = turns.readLine(); seconds != null; seconds = turns.readLine()) {
                Round round = Round.of(contender, batches, batch, steps, Double.parseDouble(seconds));
                steps += (int) (round.images() / batch);
                System.out.println(MARK + round.toLine());
            }
            return 0;
        }
    }

    private Contender contender() {
        NetworkDesign design = NetworkDesigns.named(network);
        double rate = TrainingPlan.DEFAULT.learningRate();
        return switch (kind) {
            case COMPILED -> new EngineContender(design, plan(EngineKind.COMPILED));
            case FIT -> new EngineContender(design, plan(EngineKind.FIT));
            case DJL -> new PeerContender(design, batch, rate);
        };
    }

    /** The defaults of {@code train}, with Adam. */
    private TrainingPlan plan(EngineKind engine) {
        TrainingPlan plan = TrainingPlan.DEFAULT;
        return new TrainingPlan(
                new StepPlan(engine, threads, batch),
                plan.seed(),
                plan.length(),
                plan.optimisation(),
                plan.objective(),
                plan.augmentation(),
                plan.scaling(),
                plan.outcome());
    }
}
