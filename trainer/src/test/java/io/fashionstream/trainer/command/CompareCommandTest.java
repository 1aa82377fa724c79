package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelManifest.Signature;
import io.fashionstream.event.Precision;
import io.fashionstream.event.ProductClass;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.LinearNetwork;
import io.fashionstream.trainer.ModelComparison;
import io.fashionstream.trainer.ModelComparison.Part;
import io.fashionstream.trainer.ModelComparison.Side;
import io.fashionstream.trainer.SampleManifest;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.export.ExportedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {
    private static final DataSet DATA = FashionMnist.read(Sample.FOLDER);
    private static final int VALIDATION_IMAGES = 100;
    private static final int PARAMETERS = 784 * 10 + 10;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @BeforeAll
    static void packModels() throws IOException {
        ModelArtifact one = artifact(3, 7);
        one.writeZip(folder.resolve("one.zip"));
        artifact(4, 7).writeZip(folder.resolve("two.zip"));
        artifact(3, 8).writeZip(folder.resolve("other-split.zip"));
        List<ProductClass> reversed = new ArrayList<>(Classes.FASHION_MNIST.list());
        Collections.reverse(reversed);
        withClasses(one, new Classes(reversed)).writeZip(folder.resolve("reversed.zip"));
    }

    @Test
    void theOtherOrderGivesTheMirroredFigures() throws IOException {
        compare("one.zip", "two.zip").assertDone();
        JsonNode one = figures();
        compare("two.zip", "one.zip").assertDone();
        JsonNode other = figures();

        assertThat(one.at("/images").asInt()).isEqualTo(200);
        assertThat(one.at("/outcomes/onlyA").asInt()).isPositive();
        assertThat(other.at("/outcomes/onlyB")).isEqualTo(one.at("/outcomes/onlyA"));
        assertThat(other.at("/a")).isEqualTo(one.at("/b"));
        assertThat(other.at("/b")).isEqualTo(one.at("/a"));
        assertThat(other.at("/mcnemar")).isEqualTo(one.at("/mcnemar"));
        assertThat(other.at("/confusion/a")).isEqualTo(one.at("/confusion/b"));
        for (String figure : List.of("/accuracy", "/macroF1", "/perClass/6/precision", "/perClass/6/f1")) {
            assertThat(other.at(figure + "/low").asDouble())
                    .isEqualTo(-one.at(figure + "/high").asDouble(), within(1e-15));
            assertThat(other.at(figure + "/difference").asDouble())
                    .isEqualTo(-one.at(figure + "/difference").asDouble(), within(1e-15));
        }
        assertThat(other.at("/lost")).hasSameSizeAs(one.at("/gained"));
        assertThat(other.at("/lost/0/image")).isEqualTo(one.at("/gained/0/image"));
        assertThat(other.at("/lost/0/a")).isEqualTo(one.at("/gained/0/b"));
    }

    @Test
    void sizesAndSpeedsAreThoseOfBoth() throws IOException {
        CommandRun run = compare("one.zip", "two.zip", "--rounds=1").assertDone();

        JsonNode figures = figures();
        assertThat(figures.at("/a/parameters").asInt()).isEqualTo(PARAMETERS);
        assertThat(figures.at("/b/artifactBytes").asLong()).isEqualTo(Files.size(folder.resolve("two.zip")));
        assertThat(figures.at("/speeds")).hasSize(1);
        assertThat(figures.at("/speeds/0/a").asDouble()).isPositive();
        assertThat(run.out())
                .contains("McNemar's test", "accuracy", "macro f1", "calibration error", "images/s fp32")
                .containsPattern("(?m)^Ankle boot +\\d+  [+-]")
                .contains(folder.resolve("page.html").toUri().toString());
        assertThat(Files.readString(folder.resolve("page.html"))).contains("Model B beside model A", "What B gained");
    }

    @Test
    void theOrderOfAModelsClassesDoesNotMatter() throws IOException {
        ModelComparison comparison = comparison("one.zip", "reversed.zip", scored -> {});

        var predictions = comparison.run(DATA, Part.TEST, 0).comparison();

        for (int i = 0; i < DATA.test().size(); i++) {
            assertThat(predictions.b().predictions().predicted(i))
                    .isEqualTo(9 - predictions.a().predictions().predicted(i));
        }
    }

    @Test
    void validationNeedsModelsThatHeldTheSameImagesOut() throws IOException {
        compare("one.zip", "two.zip", "--part=validation").assertDone();
        assertThat(figures().at("/images").asInt()).isEqualTo(VALIDATION_IMAGES);

        compare("one.zip", "other-split.zip", "--part=validation")
                .assertEnded(
                        1, "if these are the same, got 100 of seed 7 and 100 of seed 8: compare them on the test set");
    }

    @Test
    void otherClassesAreRefusedByName() throws IOException {
        List<ProductClass> classes = new ArrayList<>(Classes.FASHION_MNIST.list());
        classes.set(8, ProductClass.named("Handbag"));
        ModelArtifact one = ModelArtifact.read(folder.resolve("one.zip"));
        withClasses(one, new Classes(classes)).writeZip(folder.resolve("handbags.zip"));

        compare("one.zip", "handbags.zip")
                .assertEnded(
                        1,
                        "models of the same classes can be compared, got others: only the first has [BAG], only the second"
                                + " [HANDBAG]");
        compare("handbags.zip", "handbags.zip")
                .assertEnded(1, "models and data set of the same classes can be compared");
    }

    @Test
    void whatIsMissingOrImpossibleIsNamed() {
        compare("one.zip", "no-such.zip").assertEnded(1, "found no file " + folder.resolve("no-such.zip"));

        compare("one.zip", "two.zip", "--precision-b=int8").assertEnded(1, "has no network of int8");

        compare("one.zip", "two.zip", "--rounds=2", "--threads=0")
                .assertEnded(
                        2, "--rounds must be 0 or an odd number up to 99, got 2", "--threads must be 1 to 256, got 0");
    }

    @Test
    void theProgressEndsWhereItWasSaidToEnd() throws IOException {
        for (Part part : Part.values()) {
            AtomicLong scored = new AtomicLong();
            ModelComparison comparison = comparison("one.zip", "two.zip", scored::addAndGet);

            comparison.run(DATA, part, 3);

            assertThat(scored).hasValue(comparison.imagesToScore(DATA, part, 3));
        }
    }

    private static ModelComparison comparison(String a, String b, IntConsumer scored) throws IOException {
        return new ModelComparison(side(a), side(b), 1, scored);
    }

    private static Side side(String name) throws IOException {
        return new Side(ModelArtifact.read(folder.resolve(name)), Precision.FP32);
    }

    private static ModelArtifact artifact(long weights, long split) {
        ExportedModel exported = ExportedModel.of(
                LinearNetwork.of(weights),
                1.5,
                Split.stratified(DATA.training(), VALIDATION_IMAGES, split).validation(),
                PixelScaling.UNIT);
        ModelManifest manifest = SampleManifest.of(DATA.sha256(), split, VALIDATION_IMAGES, exported.parity());
        return exported.pack(manifest, "<!DOCTYPE html>");
    }

    private static ModelArtifact withClasses(ModelArtifact model, Classes classes) {
        ModelManifest manifest = model.manifest();
        Signature signature = manifest.signature();
        ModelManifest.Measured measured = manifest.validation();
        Map<Category, ModelManifest.ClassQuality> quality = new HashMap<>();
        Map<Category, Double> shares = new HashMap<>();
        classes.categories().forEach(category -> {
            quality.put(category, new ModelManifest.ClassQuality(0.1, 0.1, 0.1, 10));
            shares.put(category, 0.1);
        });
        return model.withManifest(new ModelManifest(
                1,
                new Signature(signature.network(), signature.createdTime(), classes, signature.input()),
                manifest.decision(),
                manifest.provenance(),
                new ModelManifest.Quality(
                        new ModelManifest.Measured(measured.images(), 0.1, 0.1, 0.01, quality, shares),
                        null,
                        manifest.parity()),
                null));
    }

    private static JsonNode figures() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("figures.json").toFile());
    }

    private CommandRun compare(String a, String b, String... options) {
        String[] command = {
            "compare",
            folder.resolve(a).toString(),
            folder.resolve(b).toString(),
            "--data=" + Sample.FOLDER,
            "--threads=1",
            "--rounds=0",
            "--json=" + folder.resolve("figures.json"),
            "--report=" + folder.resolve("page.html")
        };
        return CommandRun.of(CommandRun.join(command, options));
    }
}
