package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.LinearNetwork;
import io.fashionstream.trainer.ModelEvaluation;
import io.fashionstream.trainer.SampleManifest;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.export.ExportedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

final class EvaluateCommandTest {
    private static final DataSet DATA = FashionMnist.read(Sample.FOLDER);
    private static final int VALIDATION_IMAGES = 100;
    private static final long SEED = 7;
    private static final Split SPLIT = Split.stratified(DATA.training(), VALIDATION_IMAGES, SEED);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static MultiLayerNetwork network;

    @BeforeAll
    static void packAModel() throws IOException {
        network = LinearNetwork.of(3);
        artifact(DATA.sha256()).writeZip(folder.resolve("model.zip"));
        artifact(Map.of("train-images-idx3-ubyte", "0".repeat(64))).writeZip(folder.resolve("foreign.zip"));
    }

    @Test
    void theFiguresAreThoseOfTheTrainedNetworkOnTheModelsOwnSplit() throws IOException {
        evaluate("model.zip").assertDone();

        JsonNode sets = new ObjectMapper()
                .readTree(folder.resolve("figures.json").toFile())
                .at("/sets");
        assertThat(sets).hasSize(2);
        assertMeasures(sets.get(0), "Validation", SPLIT.validation());
        assertMeasures(sets.get(1), "Test set", DATA.test());
    }

    @Test
    void theTerminalAndThePageShowTheSame() throws IOException {
        CommandRun run = evaluate("model.zip").assertDone();

        String accuracy = Evaluation.of(outputs(DATA.test()), 1).report().toText(4);
        assertThat(run.out())
                .contains(accuracy)
                .contains("Validation, 100 images", "Test set, 200 images", "images/s: ONNX Runtime, 1 threads")
                .containsPattern("Exported network: probabilities within \\d\\.\\de-\\d+ of the trained network's");
        assertThat(Files.readString(folder.resolve("page.html")))
                .contains("Evaluation of compact-cnn", "Confusion matrix", "Labelled wrongly");
    }

    @Test
    void aModelOfOtherDataIsMeasuredOnTheTestSetAlone() throws IOException {
        CommandRun run = evaluate("foreign.zip").assertDone();

        assertThat(run.out())
                .contains("The model was trained on other files than " + Sample.FOLDER)
                .doesNotContain("Validation, ");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("figures.json").toFile())
                        .at("/sets"))
                .hasSize(1);
    }

    @Test
    void imagesOfOtherClassesAreRefusedAndTheOrderOfTheSameOnesDoesNotMatter() throws IOException {
        List<String> names = Classes.FASHION_MNIST.categories().stream()
                .map(Category::code)
                .collect(Collectors.toCollection(ArrayList::new));
        names.set(3, "HAT");
        Path others = Files.write(folder.resolve("others.txt"), names);

        evaluate("model.zip", "--classes=" + others).assertEnded(1, "expected images of the model's classes", "HAT");

        DataSet asIs = new DataSet(Sample.FOLDER, Sample.training(), Sample.test(), Map.of());
        List<Category> reversed = new ArrayList<>(asIs.classes().categories());
        Collections.reverse(reversed);
        ModelArtifact model = ModelArtifact.read(folder.resolve("model.zip"));
        assertThat(accuracy(model, asIs.numberedAs(Classes.ofCodes(reversed)))).isEqualTo(accuracy(model, asIs));
    }

    private static double accuracy(ModelArtifact model, DataSet data) {
        return ModelEvaluation.of(model, data, 1, batch -> {})
                .sets()
                .get(0)
                .evaluation()
                .accuracy();
    }

    @Test
    void theProgressEndsWhereItWasSaidToEnd() throws IOException {
        for (String name : List.of("model.zip", "foreign.zip")) {
            ModelArtifact model = ModelArtifact.read(folder.resolve(name));
            AtomicLong scored = new AtomicLong();

            ModelEvaluation.of(model, DATA, 1, scored::addAndGet);

            assertThat(scored).hasValue(ModelEvaluation.imagesToScore(model.manifest(), DATA));
        }
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Files.writeString(folder.resolve("broken.zip"), "no zip");

        evaluate("broken.zip").assertEnded(1, "broken.zip");
    }

    @Test
    void anImpossibleNumberOfThreadsIsRefused() {
        evaluate("model.zip", "--threads", "0").assertEnded(2, "--threads must be 1 to 256, got 0");
    }

    private static void assertMeasures(JsonNode set, String name, LabelledImages images) {
        Evaluation expected = Evaluation.of(outputs(images), 1);
        assertThat(set.at("/name").asText()).isEqualTo(name);
        assertThat(set.at("/images").asInt()).isEqualTo(images.size());
        assertThat(set.at("/accuracy").asDouble()).isEqualTo(expected.accuracy(), within(1e-12));
        assertThat(set.at("/classificationReport/macro avg/f1-score").asDouble())
                .isEqualTo(expected.report().macro().f1(), within(1e-12));
        for (Category actual : Classes.FASHION_MNIST.categories()) {
            for (Category predicted : Classes.FASHION_MNIST.categories()) {
                assertThat(set.at("/confusionMatrix")
                                .get(Classes.FASHION_MNIST.indexOf(actual))
                                .get(Classes.FASHION_MNIST.indexOf(predicted))
                                .asInt())
                        .isEqualTo(expected.confusion().count(actual, predicted));
            }
        }
        assertThat(set.at("/uncalibrated/expectedCalibrationError").asDouble())
                .isEqualTo(expected.uncalibrated().expectedCalibrationError(), within(1e-3));
    }

    /** What Deeplearning4j gives: the logarithms of its probabilities are logits too. */
    private static Predictions outputs(LabelledImages images) {
        float[][] scaled = new float[images.size()][784];
        for (int i = 0; i < images.size(); i++) {
            for (int position = 0; position < 784; position++) {
                scaled[i][position] = images.pixel(i, position) / 255f;
            }
        }
        float[][] probabilities = network.output(Nd4j.create(scaled).reshape(images.size(), 1, 28, 28))
                .toFloatMatrix();
        for (float[] row : probabilities) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) Math.log(row[k]);
            }
        }
        return new Predictions(probabilities, images.labels(), Classes.FASHION_MNIST);
    }

    private static ModelArtifact artifact(Map<String, String> dataSha256) {
        ExportedModel exported = ExportedModel.of(network, 1.5, SPLIT.validation(), PixelScaling.UNIT);
        return exported.pack(
                SampleManifest.of(dataSha256, SEED, VALIDATION_IMAGES, exported.parity()), "<!DOCTYPE html>");
    }

    private CommandRun evaluate(String model, String... options) {
        String[] command = {
            "evaluate",
            folder.resolve(model).toString(),
            "--data=" + Sample.FOLDER,
            "--threads=1",
            "--json=" + folder.resolve("figures.json"),
            "--report=" + folder.resolve("page.html")
        };
        return CommandRun.of(CommandRun.join(command, options));
    }
}
