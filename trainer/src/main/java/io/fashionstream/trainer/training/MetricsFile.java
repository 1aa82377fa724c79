package io.fashionstream.trainer.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a CSV file with a line for every epoch: the whole file each time, so that a resumed training has one file. */
public final class MetricsFile implements TrainingListener {
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
            throw new UncheckedIOException("metrics cannot be written to " + file, e);
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
