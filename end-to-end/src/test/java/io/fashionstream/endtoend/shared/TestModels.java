package io.fashionstream.endtoend.shared;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.DataSource;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.PictureOptions;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.training.Augmentation;
import io.fashionstream.trainer.training.EngineKind;
import io.fashionstream.trainer.training.Objective;
import io.fashionstream.trainer.training.Optimisation;
import io.fashionstream.trainer.training.Optimiser;
import io.fashionstream.trainer.training.Outcome;
import io.fashionstream.trainer.training.Schedule;
import io.fashionstream.trainer.training.StepPlan;
import io.fashionstream.trainer.training.TrainingLength;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Real, if poor, models of the samples of two data sets; each trained once a JVM, in a few seconds. */
public final class TestModels {
    private static final int VALIDATION_IMAGES = 40;

    private TestModels() {}

    /** A model of one seed. */
    public static ModelArtifact first() {
        return Trained.FIRST;
    }

    /** Another one, of another seed. */
    public static ModelArtifact second() {
        return Trained.SECOND;
    }

    /** A model of handwritten digits, whose classes are {@code zero} to {@code nine}. */
    public static ModelArtifact digits() {
        return TrainedOnDigits.DIGITS;
    }

    /** A folder with a sub-folder of 40 pictures for each digit. */
    public static Path digitFolder() {
        return resource("/digits-sample");
    }

    /** The 200 test images of the sample. */
    public static LabelledImages testImages() {
        return sample().test();
    }

    private static DataSet sample() {
        return FashionMnist.read(resource("/fashion-mnist-sample"));
    }

    /** Not in an initialiser: several threads read, and would wait for it. */
    private static DataSet digitData() {
        return DataSource.read(digitFolder(), null, PictureOptions.DEFAULT, picture -> {});
    }

    private static Path resource(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(TestModels.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelArtifact train(DataSet data, long seed, int epochs) {
        TrainingPlan plan = new TrainingPlan(
                new StepPlan(EngineKind.COMPILED, 1, 20),
                seed,
                TrainingLength.ofEpochs(epochs),
                new Optimisation(Optimiser.ADAM, 1e-3, 0, Schedule.COSINE, 0.15),
                Objective.PLAIN,
                Augmentation.NONE,
                PixelScaling.UNIT,
                Outcome.LAST_EPOCH);
        Trainer trainer = new Trainer(
                new CompactCnn(),
                plan,
                data,
                VALIDATION_IMAGES,
                Optional.empty(),
                TrainingListener.SILENT,
                Optional.empty());
        return trainer.pack(trainer.train(), "the end-to-end tests");
    }

    private static final class Trained {
        static final ModelArtifact FIRST = train(sample(), 1, 5);
        static final ModelArtifact SECOND = train(sample(), 2, 5);
    }

    private static final class TrainedOnDigits {
        static final ModelArtifact DIGITS = train(digitData(), 1, 15);
    }
}
