package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.trainer.training.EpochResult;
import io.fashionstream.trainer.training.TrainingListener.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TrainingProgressTest {
    private final StringWriter out = new StringWriter();
    private long seconds;

    @Test
    void anEpochThatIsPipedSaysEveryTenSecondsHowFarItIs() {
        try (TrainingProgress progress = progress(false)) {
            for (seconds = 1; seconds <= 25; seconds++) {
                progress.onStep(step((int) seconds));
            }
        }

        assertThat(out.toString().lines())
                .containsExactly(
                        "Epoch   3  step 10 of 40  loss 0.250  accuracy 0.875  1000 images/s",
                        "Epoch   3  step 20 of 40  loss 0.250  accuracy 0.875  1000 images/s");
    }

    @Test
    void theTenSecondsBeginAnewWithTheLineOfAnEpoch() {
        try (TrainingProgress progress = progress(false)) {
            seconds = 9;
            progress.onEpoch(new EpochResult(2, 0.5, 0.8, 0.4, 0.85, 1e-3, 1000, 9), Duration.ofSeconds(80));
            seconds = 18;
            progress.onStep(step(18));
        }

        assertThat(out.toString().lines())
                .containsExactly("Epoch   2  loss 0.5000  accuracy 0.8000  validation loss 0.4000  accuracy 0.8500"
                        + "  rate 1.00e-03  1000 images/s  0:01 h left");
    }

    @Test
    void aTerminalGetsNoLinesWithinAnEpoch() {
        try (TrainingProgress progress = progress(true)) {
            seconds = 60;
            progress.onStep(step(5));
        }

        assertThat(out.toString()).isEmpty();
    }

    private TrainingProgress progress(boolean terminal) {
        return new TrainingProgress(new PrintWriter(out), terminal, () -> seconds * 1_000_000_000L);
    }

    private static Step step(int batch) {
        return new Step(3, batch, 40, 0.5, 0.25, 0.875, 1e-3, 1000);
    }
}
