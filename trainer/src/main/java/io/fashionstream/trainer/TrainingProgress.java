package io.fashionstream.trainer;

import io.fashionstream.trainer.training.EpochResult;
import io.fashionstream.trainer.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Shows a training: a line for each epoch, and on a terminal a bar for the running one. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TrainingProgress.class);

    private final PrintWriter out;
    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private @Nullable ProgressBar bar;

    TrainingProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void onStep(Step step) {
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("Epoch " + step.epoch())
                        .setInitialMax(step.batches())
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .build();
            }
            bar.stepTo(step.batch());
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    " loss %.3f  accuracy %.3f  %.0f images/s",
                    step.loss(),
                    step.accuracy(),
                    step.imagesPerSecond()));
        }
    }

    @Override
    public void onEpoch(EpochResult result, Duration left) {
        close();
        out.printf(
                Locale.ROOT,
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
        out.flush();
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
