package io.fashionstream.endtoend.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.ProductClass;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.trainer.command.TrainerMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The trainer's release commands, as a person gives them. */
@ExtendWith(SharedBroker.class)
class ReleaseCommandsIT {
    private static final ModelArtifact GOOD = SampleModels.numbered(1);
    private static final ModelArtifact WORSE = SampleModels.ofQuality(0.90);

    private static final Path SHIPPED = Path.of("..", "models", "compact-cnn");

    /** Of the real data set, 200 test images. */
    private static final Path SAMPLE = Path.of("..", "schemas", "src", "test", "resources", "fashion-mnist-sample");

    @TempDir
    Path folder;

    private KafkaConnection kafka;
    private Topics topics;
    private final StringWriter words = new StringWriter();

    @BeforeEach
    void writeArtifacts(KafkaConnection broker, Topics ownTopics) throws IOException {
        kafka = broker;
        topics = ownTopics;
        GOOD.writeZip(folder.resolve("good.zip"));
        WORSE.writeFolder(folder.resolve("worse"));
    }

    @Test
    void aModelBelowTheChampionIsRefusedWithTheTableAndForcedOnlyWithAReason() {
        assertThat(run("publish", folder + "/good.zip")).isZero();

        assertThat(run("publish", folder + "/worse")).isEqualTo(4);
        assertThat(words)
                .asString()
                .contains("accuracy           0.9000   0.9410   0.9360  BELOW what the champion's figure")
                .contains("refused by the quality gate; nothing was released");
        assertThat(champion().modelId()).isEqualTo(GOOD.modelId());

        assertThat(run("publish", folder + "/worse", "--force", "--reason", "smaller"))
                .isZero();
        assertThat(champion()).satisfies(release -> {
            assertThat(release.modelId()).isNotEqualTo(WORSE.modelId());
            assertThat(release.manifest().forcedReason()).isEqualTo("smaller");
            assertThat(release.reason()).isEqualTo("smaller");
            assertThat(release.previousModelId()).isEqualTo(GOOD.modelId());
        });
        assertThat(words).asString().contains("The gate was overruled. The reason is part of the manifest now");
        try (ReleaseReader reader = new ReleaseReader(kafka, topics, Duration.ofSeconds(10))) {
            assertThat(reader.fetch(champion().modelId()).network()).isEqualTo(WORSE.network());
        }
    }

    @Test
    void modelsAreListedRolledBackAndSetAsChallengerByTheirFirstDigits() {
        assertThat(run("publish", folder + "/good.zip", "--reason", "first")).isZero();
        assertThat(run("publish", folder + "/worse", "--accuracy-tolerance", "1", "--class-tolerance", "1"))
                .isZero();

        assertThat(run("rollback", "--reason", "too many mistakes")).isZero();
        assertThat(champion().modelId()).isEqualTo(GOOD.modelId());
        assertThat(run("challenger", "set", WORSE.modelId().substring(0, 8))).isZero();
        assertThat(run("releases")).isZero();
        assertThat(words)
                .asString()
                .containsPattern("champion +" + brief(GOOD) + " +" + brief(WORSE) + " .*too many mistakes")
                .containsPattern("challenger +" + brief(WORSE));

        assertThat(run("challenger", "remove")).isZero();
        assertThat(aliases()).containsOnlyKeys(ModelAlias.CHAMPION);
        assertThat(run("challenger", "set", "0".repeat(12))).isEqualTo(1);
        assertThat(words).asString().contains("expected one stored model 000000000000, found 0 among: ");
        assertThat(run("publish", WORSE.modelId(), "--accuracy-tolerance", "1", "--class-tolerance", "1"))
                .isZero();
        assertThat(champion().modelId()).isEqualTo(WORSE.modelId());
    }

    @Test
    void aModelThatIsOnlyToBeTheFirstReplacesNone() {
        assertThat(run("publish", folder + "/worse", "--unless-released")).isZero();
        assertThat(run("publish", folder + "/good.zip", "--unless-released")).isZero();

        assertThat(champion().modelId()).isEqualTo(WORSE.modelId());
        assertThat(words)
                .asString()
                .contains(WORSE.modelId() + " is released as champion already; nothing was changed");
    }

    @Test
    void aModelOfOtherClassesIsReleasedOnlyIfThatIsSaid() throws IOException {
        ModelArtifact other = withHandbags(WORSE);
        other.writeZip(folder.resolve("other.zip"));
        assertThat(run("publish", folder + "/good.zip")).isZero();

        assertThat(run("publish", folder + "/other.zip")).isEqualTo(4);
        assertThat(words)
                .asString()
                .contains("other classes than the champion (classes that come: HANDBAG; that go: BAG)")
                .contains("release it with --classes-changed if that is meant; nothing was released");
        assertThat(champion().modelId()).isEqualTo(GOOD.modelId());

        assertThat(run("publish", folder + "/other.zip", "--classes-changed")).isZero();
        assertThat(champion().modelId()).isEqualTo(other.modelId());
        assertThat(champion().manifest().classes().contains(new Category("HANDBAG")))
                .isTrue();
        assertThat(run("publish", folder + "/good.zip")).isEqualTo(4);
        assertThat(words).asString().contains("classes that come: BAG; that go: HANDBAG");
    }

    @Test
    void aModelIsComparedWithTheChampionBeforeItIsReleased() throws IOException {
        ModelArtifact shipped = ModelArtifact.read(SHIPPED);
        ModelArtifact other = shipped.withReport("<title>other</title>");
        other.writeZip(folder.resolve("other.zip"));
        Path page = folder.resolve("comparison.html");
        String[] compared = {"publish", folder + "/other.zip", "--compare", page.toString(), "--data", SAMPLE.toString()
        };

        assertThat(run(compared)).isZero();
        assertThat(words).asString().contains("Not compared: there is no champion yet.");
        assertThat(page).doesNotExist();

        assertThat(run("publish", SHIPPED.toString())).isZero();
        assertThat(run(compared)).isZero();
        assertThat(words)
                .asString()
                .contains("It is not shown that one is right more often than the other.")
                .contains("Comparison with the champion: " + page.toUri());
        assertThat(page).content().contains(shipped.modelId(), other.modelId());

        assertThat(run(compared)).isZero();
        assertThat(words).asString().contains("Not compared: it is the champion.");
        assertThat(run("compare", "champion", brief(shipped), "--data", SAMPLE.toString(), "--report", page.toString()))
                .isZero();
        assertThat(words).asString().contains("A: model " + other.modelId(), "B: model " + shipped.modelId());
    }

    /** The same network, whose class {@code BAG} is called {@code HANDBAG}. */
    private static ModelArtifact withHandbags(ModelArtifact model) {
        ModelManifest manifest = model.manifest();
        List<ProductClass> classes = manifest.classes().list().stream()
                .map(each -> each.code().equals(Category.BAG) ? ProductClass.named("Handbag") : each)
                .toList();
        ModelManifest.Signature signature = manifest.signature();
        ModelManifest.Measured test = manifest.test();
        return model.withManifest(new ModelManifest(
                manifest.formatVersion(),
                new ModelManifest.Signature(
                        signature.network(), signature.createdTime(), new Classes(classes), signature.input()),
                manifest.decision(),
                manifest.provenance(),
                new ModelManifest.Quality(
                        renamed(manifest.validation()), test == null ? null : renamed(test), manifest.parity()),
                manifest.forcedReason()));
    }

    private static ModelManifest.Measured renamed(ModelManifest.Measured measured) {
        return new ModelManifest.Measured(
                measured.images(),
                measured.accuracy(),
                measured.macroF1(),
                measured.expectedCalibrationError(),
                renamed(measured.perClass()),
                renamed(measured.predictedShare()));
    }

    private static <T> Map<Category, T> renamed(Map<Category, T> figures) {
        Map<Category, T> renamed = new HashMap<>(figures);
        renamed.put(new Category("HANDBAG"), Objects.requireNonNull(renamed.remove(Category.BAG)));
        return renamed;
    }

    private static String brief(ModelArtifact model) {
        return model.modelId().substring(0, 12);
    }

    private ModelRelease champion() {
        return Objects.requireNonNull(aliases().get(ModelAlias.CHAMPION), "champion");
    }

    private Map<ModelAlias, ModelRelease> aliases() {
        try (ReleaseReader reader = new ReleaseReader(kafka, topics, Duration.ofSeconds(10))) {
            return reader.aliases();
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-b", kafka.bootstrapServers(), "--topic-prefix", topics.prefix()));
        PrintWriter out = new PrintWriter(words, true);
        return TrainerMain.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new));
    }
}
