package io.fashionstream.endtoend.shared;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.LabelledImages;
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

/** Two real, if poor, models of the sample of the data set; trained once a JVM, in a few seconds. */
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

    /** The 200 test images of the sample. */
    public static LabelledImages testImages() {
        return sample().test();
    }

    private static DataSet sample() {
        try {
            return FashionMnist.read(
                    Path.of(Objects.requireNonNull(TestModels.class.getResource("/fashion-mnist-sample"))
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelArtifact train(long seed) {
        TrainingPlan plan = new TrainingPlan(
                new StepPlan(EngineKind.COMPILED, 1, 20),
                seed,
                TrainingLength.ofEpochs(5),
                new Optimisation(Optimiser.ADAM, 1e-3, 0, Schedule.COSINE, 0.15),
                Objective.PLAIN,
                Augmentation.NONE,
                PixelScaling.UNIT,
                Outcome.LAST_EPOCH);
        Trainer trainer = new Trainer(
                new CompactCnn(),
                plan,
                sample(),
                VALIDATION_IMAGES,
                Optional.empty(),
                TrainingListener.SILENT,
                Optional.empty());
        return trainer.pack(trainer.train(), "the end-to-end tests");
    }

    private static final class Trained {
        static final ModelArtifact FIRST = train(1);
        static final ModelArtifact SECOND = train(2);
    }
}
