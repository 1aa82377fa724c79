package io.fashionstream.quickstart;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.quickstart.terminal.View;
import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import io.fashionstream.trainer.training.TrainingResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Trains a model for the quickstart, and shows its progress. */
final class TrainedModel {
    private static final int MOST_VALIDATION_IMAGES = 3000;
    private static final int TRAINING_IMAGES_FOR_ONE = 6;
    private static final int THREADS = 2;
    private static final double PEAK_RATE = 2e-3;

    private TrainedModel() {}

    /**
     * Trains a model and packs it.
     *
     * @param budget time for training; packing takes some seconds more
     * @param seed another one gives another model
     * @throws InterruptedException if the training was stopped
     */
    static ModelArtifact train(DataSet data, Duration budget, long seed, View view) throws InterruptedException {
        TrainingPlan plan = TrainingPlan.quick(budget, THREADS, PEAK_RATE, seed);
        int validationImages = Math.min(MOST_VALIDATION_IMAGES, data.training().size() / TRAINING_IMAGES_FOR_ONE);
        Trainer trainer = new Trainer(
                new CompactCnn(), plan, data, validationImages, Optional.empty(), progress(view), Optional.empty());
        TrainingResult result = trainer.train();
        if (result.ending() == TrainingResult.Ending.STOPPED) {
            throw new InterruptedException("training was stopped");
        }
        view.progress("Measuring, calibrating and exporting it", 1, "");
        return trainer.pack(result, "fashion-stream quickstart --train-seconds " + budget.toSeconds());
    }

    private static TrainingListener progress(View view) {
        return new TrainingListener() {
            @Override
            public void onStep(Step step) {
                view.progress("Training compact-cnn", step.progress(), inWords(step));
            }
        };
    }

    private static String inWords(TrainingListener.Step step) {
        return String.format(
                Locale.ROOT, "%.1f %% right, %.0f images/s", step.accuracy() * 100, step.imagesPerSecond());
    }
}
