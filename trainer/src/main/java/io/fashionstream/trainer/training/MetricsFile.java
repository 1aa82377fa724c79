package io.fashionstream.trainer.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a CSV file with a line for every epoch: the whole file each time, so that a resumed training has one file. A
 * file that cannot be written is warned of; the training goes on.
 */
public final class MetricsFile implements TrainingListener {
    private static final Logger log = LoggerFactory.getLogger(MetricsFile.class);

    private static final String HEADER =
            "epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,learning_rate,images_per_second,seconds";

    private final Path file;
    private final List<String> lines = new ArrayList<>(List.of(HEADER));

    public MetricsFile(Path file) {
        this.file = file;
    }

    @Override
    public void onEpoch(EpochResult result, Duration left) {
        lines.add(line(result));
        write();
    }

    /** Writes the file for a history that is known already, as when a training is resumed. */
    public void restart(TrainingHistory history) {
        lines.clear();
        lines.add(HEADER);
        history.epochs().forEach(result -> lines.add(line(result)));
        write();
    }

    private void write() {
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            log.warn("Metrics not written: file={}", file, e);
        }
    }

    private static String line(EpochResult result) {
        return String.format(
                Locale.ROOT,
                "%d,%.6f,%.6f,%.6f,%.6f,%.8f,%.1f,%.2f",
                result.epoch(),
                result.trainingLoss(),
                result.trainingAccuracy(),
                result.validationLoss(),
                result.validationAccuracy(),
                result.learningRate(),
                result.imagesPerSecond(),
                result.seconds());
    }
}
