package io.fashionstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.DataSource;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.PictureOptions;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.export.ExportedModel;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.network.CompactCnn;
import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.network.NetworkDesign;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network of integers goes into an artifact only if it is as good, and with all that serving needs of it. */
class ModelQuantisationTest {
    private static final DataSet DATA = FashionMnist.read(Sample.FOLDER);
    private static final int VALIDATION_IMAGES = 100;
    private static final long SEED = 7;
    private static final LabelledImages VALIDATION =
            Split.stratified(DATA.training(), VALIDATION_IMAGES, SEED).validation();

    @Test
    void aModelGetsANetworkOfIntegersWithItsOwnFiguresAndAnswers() {
        ModelArtifact model = model(network(), DATA.sha256());

        QuantisedModel quantised = ModelQuantisation.of(model, DATA, 1);

        ModelArtifact both = quantised.artifact();
        assertThat(quantised.isGoodEnough()).isTrue();
        assertThat(quantised.inWords()).endsWith("in floats: the model has both networks");
        assertThat(both.network()).isEqualTo(model.network());
        assertThat(both.network(Precision.INT8)).hasSizeLessThan(model.network().length / 3);
        QuantisedNetwork known = Objects.requireNonNull(both.manifest().int8());
        assertThat(known.calibration().images()).isEqualTo(200);
        assertThat(known.validation().images()).isEqualTo(VALIDATION_IMAGES);
        assertThat(Objects.requireNonNull(known.test()).images()).isEqualTo(200);
        assertThat(known.largestDifference()).isBetween(1e-6, 0.1);
        assertAnswersItsCanaries(both);
    }

    @Test
    void aNetworkOfIntegersIsMeasuredOnNoTestSetWhereThisIsLeftOut() {
        ModelArtifact model = model(network(), DATA.sha256());

        QuantisedModel quantised = ModelQuantisation.of(model, DATA.withoutTest(), 1);

        QuantisedNetwork known =
                Objects.requireNonNull(quantised.artifact().manifest().int8());
        assertThat(known.validation().images()).isEqualTo(VALIDATION_IMAGES);
        assertThat(known.test()).isNull();
    }

    @Test
    void theSameModelIsQuantisedToTheSameArtifactAgain() {
        ModelArtifact once =
                ModelQuantisation.of(model(network(), DATA.sha256()), DATA, 1).artifact();

        assertThat(ModelQuantisation.of(once, DATA, 1).artifact().modelId()).isEqualTo(once.modelId());
    }

    @Test
    void aNetworkThatIsRightLessOftenIsLeftOutAndTheModelSaysWhatItWas() {
        QuantisedModel quantised = ModelQuantisation.of(model(brittle(), DATA.sha256()), DATA, 1);

        assertThat(quantised.integers().accuracy()).isLessThan(0.2);
        assertThat(quantised.isGoodEnough()).isFalse();
        assertThat(quantised.artifact().holds(Precision.INT8)).isFalse();
        assertThat(quantised.inWords())
                .contains("validation images right in 8-bit integers")
                .endsWith("more than 0.0010 fewer, so the model has no network of integers");
    }

    @Test
    void aModelOfThreeClassesIsMeasuredOnTheValidationPartThatItsDataNames(@TempDir Path folder) throws IOException {
        for (String digit : List.of("one", "seven", "zero")) {
            copyDigits(digit, 0, 26, folder.resolve("train"));
            copyDigits(digit, 26, 38, folder.resolve("validation"));
            copyDigits(digit, 38, 40, folder.resolve("test"));
        }
        DataSet digits = DataSource.read(folder, null, PictureOptions.DEFAULT, picture -> {});
        TrainingPlan plan = new TrainingPlan(
                new StepPlan(EngineKind.COMPILED, 1, 12),
                SEED,
                TrainingLength.ofEpochs(12),
                new Optimisation(Optimiser.ADAM, 1e-3, 0, Schedule.COSINE, 0.15),
                Objective.PLAIN,
                Augmentation.NONE,
                PixelScaling.UNIT,
                Outcome.LAST_EPOCH);
        Trainer trainer = new Trainer(
                new CompactCnn(), plan, digits, 10, Optional.empty(), TrainingListener.SILENT, Optional.empty());

        QuantisedModel quantised = trainer.packWithInt8(trainer.train(), "a test");

        assertThat(quantised.inWords()).endsWith("in floats: the model has both networks");
        assertThat(quantised.integers().images()).isEqualTo(36);
        assertThat(quantised.artifact().canaries())
                .allMatch(canary -> canary.probabilities(Precision.INT8).length == 3);
    }

    private static void copyDigits(String digit, int from, int to, Path part) throws IOException {
        Path target = Files.createDirectories(part.resolve(digit));
        for (int i = from; i < to; i++) {
            String name = "%04d.png".formatted(i);
            Files.copy(Sample.DIGITS.resolve(digit).resolve(name), target.resolve(name));
        }
    }

    @Test
    void otherDataThanTheModelsIsRefused() {
        ModelArtifact foreign = model(network(), Map.of("train-images-idx3-ubyte", "0".repeat(64)));

        assertThatThrownBy(() -> ModelQuantisation.of(foreign, DATA, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can be quantised with the data that it was trained on");
    }

    private static void assertAnswersItsCanaries(ModelArtifact model) {
        try (OnnxScorer scorer = new OnnxScorer(model.network(Precision.INT8), PixelScaling.UNIT, 1)) {
            for (Canary canary : model.canaries()) {
                LabelledImages image = new LabelledImages(canary.pixels(), new byte[1]);
                double[] found =
                        new Predictions(scorer.logits(image), image.labels(), image.classes()).probabilities(0, 1);
                for (int k = 0; k < found.length; k++) {
                    assertThat(found[k]).isEqualTo(canary.probabilities(Precision.INT8)[k], within(1e-5));
                }
            }
        }
    }

    private static Model network() {
        NativeBackend.activate();
        return new CompactCnn().network(new NeuralNetConfiguration.Builder().seed(3), 10);
    }

    /**
     * Compares images with the mean of each class. Beside the ten sums stands a huge number that counts for nothing, so that
     * bytes that cover it can tell no sums apart.
     */
    private static MultiLayerNetwork brittle() {
        NativeBackend.activate();
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(11)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder()
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(NetworkDesign.inputType())
                .build());
        network.init();
        network.params().assign(0);
        network.getParam("0_b").assign(200).putScalar(10, 1e8);
        for (int k = 0; k < 10; k++) {
            network.getParam("1_W").putScalar(k, k, 0.1);
        }
        LabelledImages images = DATA.training();
        int[] counts = images.countByLabel();
        for (int pixel = 0; pixel < 784; pixel++) {
            double[] means = new double[10];
            for (int i = 0; i < images.size(); i++) {
                means[images.label(i)] += images.pixel(i, pixel) / 255.0 / counts[images.label(i)];
            }
            for (int k = 0; k < 10; k++) {
                network.getParam("0_W").putScalar(pixel, k, 2 * means[k]);
                INDArray bias = network.getParam("0_b");
                bias.putScalar(k, bias.getDouble(k) - means[k] * means[k]);
            }
        }
        return network;
    }

    private static ModelArtifact model(Model network, Map<String, String> dataSha256) {
        ExportedModel exported = ExportedModel.of(network, 1.5, VALIDATION, PixelScaling.UNIT);
        return exported.pack(
                SampleManifest.of(dataSha256, SEED, VALIDATION_IMAGES, exported.parity()), "<!doctype html>");
    }
}
