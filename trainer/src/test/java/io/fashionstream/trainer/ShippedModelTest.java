package io.fashionstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fashionstream.artifact.ArtifactEntry;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.DataSource;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.export.OnnxScorer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The model that lies in the repository is what its manifest says. */
final class ShippedModelTest {
    private static final int LARGEST_FILE = 5_000_000;
    private static final int LARGEST_MODEL = 9_000_000;

    private static ModelArtifact model;

    @BeforeAll
    static void read() throws IOException {
        model = ModelArtifact.read(Path.of("..", "models", "compact-cnn"));
    }

    @Test
    void itIsSmallEnoughForTheRepositoryAndCarriesNoUpdaterState() throws IOException {
        for (ArtifactEntry entry : model.entries()) {
            assertThat(model.entry(entry).length).as(entry.fileName()).isLessThan(LARGEST_FILE);
        }
        assertThat(model.zip().length).isLessThan(LARGEST_MODEL);
        assertThat(names(model.trainedNetwork()))
                .contains("coefficients.bin")
                .noneMatch(name -> name.contains("updater"));
    }

    @Test
    void itAnswersItsCanariesAsTheTrainedNetworkDid() {
        assertAnswersItsCanaries(Precision.FP32, 1e-4);
    }

    /** To what another processor may round otherwise: it has the same integers, and multiplies them in floats. */
    @Test
    void itAnswersItsCanariesInIntegersAsItDidWhenItWasQuantised() {
        assertAnswersItsCanaries(Precision.INT8, 0.02);
    }

    private static void assertAnswersItsCanaries(Precision precision, double tolerance) {
        for (Canary canary : model.canaries()) {
            LabelledImages image = new LabelledImages(canary.pixels(), new byte[1]);
            double[] probabilities = predictions(image, precision).probabilities(0, 1);
            for (int label = 0; label < probabilities.length; label++) {
                assertThat(probabilities[label]).isEqualTo(canary.probabilities(precision)[label], within(tolerance));
            }
        }
    }

    @Test
    void itsAccuracyOnTheOfficialTestSetIsTheManifestsAndAtLeast95Percent() {
        assumeTrue(Files.isDirectory(DataSource.SYSTEM_FOLDER), "the data set is not in " + DataSource.SYSTEM_FOLDER);
        LabelledImages images = FashionMnist.read(DataSource.SYSTEM_FOLDER).test();

        Evaluation evaluation = Evaluation.of(
                predictions(images, Precision.FP32), model.manifest().temperature());

        assertThat(evaluation.measured()).isEqualTo(model.manifest().test());
        assertThat(evaluation.accuracy()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void itsNetworkOfIntegersIsTheManifestsAndLosesAtMostATenthOfAPoint() {
        assumeTrue(Files.isDirectory(DataSource.SYSTEM_FOLDER), "the data set is not in " + DataSource.SYSTEM_FOLDER);
        DataSet data = FashionMnist.read(DataSource.SYSTEM_FOLDER);
        ModelManifest manifest = model.manifest();
        QuantisedNetwork known = Objects.requireNonNull(manifest.int8());
        LabelledImages validation = Split.stratified(
                        data.training(),
                        manifest.provenance().validationImages(),
                        manifest.provenance().seed())
                .validation();

        double onValidation = accuracy(validation);
        double onTest = accuracy(data.test());

        assertThat(onValidation).isEqualTo(known.validation().accuracy(), within(0.0005));
        assertThat(onValidation).isGreaterThanOrEqualTo(manifest.validation().accuracy() - 0.0011);
        assertThat(onTest).isEqualTo(Objects.requireNonNull(known.test()).accuracy(), within(0.0005));
        assertThat(onTest)
                .isGreaterThanOrEqualTo(Objects.requireNonNull(manifest.test()).accuracy() - 0.0011);
    }

    private static double accuracy(LabelledImages images) {
        return Evaluation.of(predictions(images, Precision.INT8), 1).accuracy();
    }

    private static Predictions predictions(LabelledImages images, Precision precision) {
        try (OnnxScorer scorer = new OnnxScorer(
                model.network(precision),
                new PixelScaling(model.manifest().input().scaling()),
                2)) {
            return new Predictions(scorer.logits(images), images.labels(), Classes.FASHION_MNIST);
        }
    }

    private static List<String> names(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
