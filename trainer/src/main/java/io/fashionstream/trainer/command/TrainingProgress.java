package io.fashionstream.trainer.command;

import io.fashionstream.trainer.training.EpochResult;
import io.fashionstream.trainer.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Shows a training: a line for each epoch, and of the running epoch a bar on a terminal, elsewhere a line every ten
 * seconds.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrainingProgress.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long lastLineNanos;
    private @Nullable ProgressBar bar;

    TrainingProgress(PrintWriter out) {
        this(out, CommandLine.Help.Ansi.AUTO.enabled(), System::nanoTime);
    }

    TrainingProgress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        lastLineNanos = nanoTime.getAsLong();
    }

    @Override
    public void onStep(Step step) {
        if (terminal) {
            showBar(step);
        } else if (nanoTime.getAsLong() - lastLineNanos >= BETWEEN_LINES.toNanos()) {
            printLine(
                    "Epoch %3d  step %d of %d  %s%n",
                    step.epoch(), step.batch(), step.batches(), figures(step).strip());
        }
    }

    private void showBar(Step step) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Epoch " + step.epoch())
                    .setInitialMax(step.batches())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .build();
        }
        bar.stepTo(step.batch());
        bar.setExtraMessage(figures(step));
    }

    private static String figures(Step step) {
        return String.format(
                Locale.ROOT,
                " loss %.3f  accuracy %.3f  %.0f images/s",
                step.loss(),
                step.accuracy(),
                step.imagesPerSecond());
    }

    private void printLine(String pattern, Object... values) {
        out.printf(Locale.ROOT, pattern, values);
        out.flush();
        lastLineNanos = nanoTime.getAsLong();
    }

    @Override
    public void onEpoch(EpochResult result, Duration left) {
        close();
        printLine(
                "Epoch %3d  loss %.4f  accuracy %.4f  validation loss %.4f  accuracy %.4f  rate %.2e  %4.0f images/s  %s"
                        + " left%n",
                result.epoch(),
                result.trainingLoss(),
                result.trainingAccuracy(),
                result.validationLoss(),
                result.validationAccuracy(),
                result.learningRate(),
                result.imagesPerSecond(),
                inWords(left));
    }

    @Override
    public void onCheckpointFailure(String reason) {
        log.warn("Checkpoint not saved, the one before it stays: {}", reason);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String inWords(Duration left) {
        return left.toMinutes() >= 1
                ? "%d:%02d h".formatted(left.toHours(), left.toMinutesPart())
                : left.toSeconds() + " s";
    }
}
