package io.fashionstream.quickstart;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.quickstart.terminal.View;
import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import io.fashionstream.trainer.training.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Trains the first model for a stated time. The second is the one that the project ships, if it is there, else the first
 * one trained on for a little on one core.
 */
final class TrainedModels implements ModelSource {
    private static final int SHARE_FOR_SECOND = 5;

    private final FashionMnist data;
    private final Duration budget;
    private final int validationImages;
    private final Optional<Path> shipped;
    private final View view;
    private volatile @Nullable MultiLayerNetwork trained;

    /**
     * Names what to learn from.
     *
     * @param budget for training the first model; packing it comes on top
     * @param validationImages held out of the training set
     * @param shipped folder of a trained model, which may not exist
     */
    TrainedModels(FashionMnist data, Duration budget, int validationImages, Optional<Path> shipped, View view) {
        this.data = data;
        this.budget = budget;
        this.validationImages = validationImages;
        this.shipped = shipped.filter(Files::isDirectory);
        this.view = view;
    }

    @Override
    public ModelArtifact first() throws InterruptedException {
        TrainingListener progress = new TrainingListener() {
            @Override
            public void onStep(Step step) {
                view.progress("Training compact-cnn", step.progress(), inWords(step));
            }
        };
        Trainer trainer = trainer(TrainingPlan.quick(budget, 2, 2e-3), progress);
        TrainingResult result = train(trainer);
        trained = result.network();
        view.progress("Measuring, calibrating and exporting it", 1, "");
        return trainer.pack(result, "fashion-stream quickstart --train-seconds " + budget.toSeconds());
    }

    /** The shipped model, where there is one. */
    ModelArtifact shippedOrFirst() throws InterruptedException {
        return shipped.isPresent() ? read(shipped.get()) : first();
    }

    @Override
    public ModelArtifact second() throws InterruptedException {
        if (shipped.isPresent()) {
            return read(shipped.get());
        }
        Trainer trainer =
                trainer(TrainingPlan.quick(budget.dividedBy(SHARE_FOR_SECOND), 1, 2e-4), TrainingListener.SILENT);
        MultiLayerNetwork before = trained;
        if (before != null) {
            trainer.startFrom(before);
        }
        return trainer.pack(train(trainer), "fashion-stream quickstart (trained on while images streamed)");
    }

    private static ModelArtifact read(Path folder) {
        try {
            return ModelArtifact.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + folder, e);
        }
    }

    private static TrainingResult train(Trainer trainer) throws InterruptedException {
        TrainingResult result = trainer.train();
        if (result.ending() == TrainingResult.Ending.STOPPED) {
            throw new InterruptedException("training was stopped");
        }
        return result;
    }

    private Trainer trainer(TrainingPlan plan, TrainingListener listener) {
        return new Trainer(new CompactCnn(), plan, data, validationImages, listener, Optional.empty());
    }

    private static String inWords(TrainingListener.Step step) {
        return String.format(
                Locale.ROOT, "%.1f %% right, %.0f images/s", step.accuracy() * 100, step.imagesPerSecond());
    }
}
