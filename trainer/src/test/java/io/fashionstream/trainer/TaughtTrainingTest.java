package io.fashionstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.Teachers.Asked;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.network.SequentialDesign;
import io.fashionstream.trainer.training.Augmentation;
import io.fashionstream.trainer.training.CheckpointException;
import io.fashionstream.trainer.training.ClassWeights;
import io.fashionstream.trainer.training.EngineKind;
import io.fashionstream.trainer.training.Mixing;
import io.fashionstream.trainer.training.Objective;
import io.fashionstream.trainer.training.Outcome;
import io.fashionstream.trainer.training.StepPlan;
import io.fashionstream.trainer.training.TrainingLength;
import io.fashionstream.trainer.training.TrainingListener;
import io.fashionstream.trainer.training.TrainingPlan;
import io.fashionstream.trainer.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trainings of two epochs of five steps, whose teacher is the shipped model. */
class TaughtTrainingTest {
    private static final DataSet DATA = FashionMnist.read(Sample.FOLDER);

    private static ModelArtifact teacher;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void read() throws IOException {
        teacher = ModelArtifact.read(Path.of("..", "models", "compact-cnn"));
    }

    @Test
    void aTrainingThatAsksAboutMirrorsIsStoppedInMidEpochAndResumedToTheSameBits() {
        TrainingResult uninterrupted = trainer(taught(Asked.MIRRORS), TrainingListener.SILENT, Optional.empty())
                .train();

        TrainingResult stopped = stoppedInTheSecondEpoch();
        Trainer rest = trainer(taught(Asked.MIRRORS), TrainingListener.SILENT, Optional.of(folder));
        int done = rest.resume().epochs().size();
        TrainingResult resumed = rest.train();

        assertThat(stopped.ending()).isEqualTo(TrainingResult.Ending.STOPPED);
        assertThat(done).isOne();
        assertThat(resumed.network().params())
                .isEqualTo(uninterrupted.network().params())
                .isNotEqualTo(stopped.network().params());
    }

    @Test
    void whatTheTeachersAreAskedAboutCountsInTheTraining() {
        List<INDArray> trained = new ArrayList<>();
        for (Asked asked : Asked.values()) {
            trained.add(trainer(taught(asked), TrainingListener.SILENT, Optional.empty())
                    .train()
                    .network()
                    .params());
        }
        trained.add(trainer(Optional.empty(), TrainingListener.SILENT, Optional.empty())
                .train()
                .network()
                .params());

        assertThat(trained).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aTrainingThatAsksOtherwiseDoesNotGoOnFromTheCheckpoint() {
        stoppedInTheSecondEpoch();

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> trainer(taught(Asked.VIEWS), TrainingListener.SILENT, Optional.of(folder))
                        .resume())
                .withMessageContaining("teacher-asked: the checkpoint's is mirrors, this training's is views");
    }

    @ParameterizedTest
    @EnumSource(
            value = Asked.class,
            names = {"VIEWS", "MIRRORS"})
    void aTeacherThatScalesPixelsOtherwiseCannotLookAtTheBatches(Asked asked) {
        TrainingPlan plan = plan(PixelScaling.of(0.25, 0.5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(plan, taught(asked), TrainingListener.SILENT, Optional.empty()))
                .withMessage(
                        "teachers that are asked about %s must take pixels as the training scales them,"
                                + " Scaling[mean=0.25, deviation=0.5], but model %s takes Scaling[mean=0.0, deviation=1.0]",
                        asked, teacher.modelId());
    }

    @Test
    void aTeacherThatIsAskedOnceMayScalePixelsOtherwise() {
        Trainer trainer = trainer(
                plan(PixelScaling.of(0.25, 0.5)), taught(Asked.ONCE), TrainingListener.SILENT, Optional.empty());

        assertThat(trainer.train().ending()).isEqualTo(TrainingResult.Ending.COMPLETED);
    }

    private TrainingResult stoppedInTheSecondEpoch() {
        Trainer[] running = new Trainer[1];
        TrainingListener stop = new TrainingListener() {
            @Override
            public void onStep(Step step) {
                if (step.epoch() == 2 && step.batch() == 2) {
                    running[0].requestStop();
                }
            }
        };
        running[0] = trainer(taught(Asked.MIRRORS), stop, Optional.of(folder));
        return running[0].train();
    }

    private static Optional<Teachers> taught(Asked asked) {
        return Optional.of(new Teachers(List.of(teacher), 0.8, asked));
    }

    private static Trainer trainer(Optional<Teachers> teachers, TrainingListener listener, Optional<Path> folder) {
        return trainer(plan(PixelScaling.UNIT), teachers, listener, folder);
    }

    private static Trainer trainer(
            TrainingPlan plan, Optional<Teachers> teachers, TrainingListener listener, Optional<Path> folder) {
        return new Trainer(new OneHiddenLayer(), plan, DATA, 100, teachers, listener, folder);
    }

    private static TrainingPlan plan(PixelScaling scaling) {
        return new TrainingPlan(
                new StepPlan(EngineKind.COMPILED, 2, 40),
                11,
                TrainingLength.ofEpochs(2),
                TrainingPlan.DEFAULT.optimisation(),
                new Objective(0.05, ClassWeights.NONE),
                new Augmentation(true, 1, 0.25, new Mixing(0.3, 0.5)),
                scaling,
                Outcome.LAST_EPOCH);
    }

    private static final class OneHiddenLayer implements SequentialDesign {
        @Override
        public String name() {
            return "one-hidden-layer";
        }

        @Override
        public List<Layer> layers(int classes) {
            return List.of(
                    new DenseLayer.Builder()
                            .nOut(16)
                            .activation(Activation.RELU)
                            .build(),
                    new OutputLayer.Builder()
                            .nOut(classes)
                            .activation(Activation.SOFTMAX)
                            .build());
        }
    }
}
