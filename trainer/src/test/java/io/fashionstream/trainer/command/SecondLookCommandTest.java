package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.trainer.LeftOrRight;
import io.fashionstream.trainer.ModelQuantisation;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.export.SecondLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondLookCommandTest {
    private static final String DATA = Sample.FOLDER.toString();

    @TempDir
    Path folder;

    @Test
    void aModelThatIsBetterIsWrittenBesideTheOneItWasMadeOf() throws IOException {
        ModelArtifact model = model(5);
        Path once = folder.resolve("once.zip");
        Path twice = folder.resolve("twice.zip");
        model.writeZip(once);

        CommandRun run = CommandRun.of(
                        "second-look", once.toString(), "--data", DATA, "--below", "0.95", "--output", twice.toString())
                .assertDone();

        ModelArtifact written = ModelArtifact.read(twice);
        assertThat(run.out())
                .contains("% of the validation images", "negative -", " right, ", "of 200 images right")
                .contains(written.modelId());
        assertThat(SecondLook.of(written.manifest().provenance())).isEqualTo(new SecondLook(0.95));
        assertThat(ModelArtifact.read(once).modelId()).isEqualTo(model.modelId());
    }

    @Test
    void whatBecomesOfItsNetworkOfIntegersIsSaid() throws IOException {
        Path zip = folder.resolve("model.zip");
        ModelQuantisation.of(model(5), FashionMnist.read(Sample.FOLDER), 1)
                .artifact()
                .writeZip(zip);

        CommandRun run =
                CommandRun.of("second-look", zip.toString(), "--data", DATA).assertDone();

        ModelArtifact written = ModelArtifact.read(zip);
        assertThat(run.out()).contains("Integers: ", "right on validation");
        assertThat(written.holds(Precision.INT8)).isTrue();
    }

    @Test
    void withoutAnOutputTheFolderIsTheNewModels() throws IOException {
        ModelArtifact model = model(5);
        Path place = folder.resolve("model");
        model.writeFolder(place);

        CommandRun.of("second-look", place.toString(), "--data", DATA).assertDone();

        assertThat(ModelArtifact.read(place).modelId()).isNotEqualTo(model.modelId());
        assertThat(SecondLook.of(ModelArtifact.read(place).manifest().provenance()))
                .isEqualTo(new SecondLook(0.99));
    }

    @Test
    void aModelThatIsNoBetterIsLeftAsItIs() throws IOException {
        ModelArtifact model = model(0);
        Path zip = folder.resolve("model.zip");
        model.writeZip(zip);

        CommandRun run = CommandRun.of("second-look", zip.toString(), "--data", DATA);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).contains("Not clearly better, so the model is left as it is");
        assertThat(Files.readAllBytes(zip)).isEqualTo(model.zip());
    }

    @Test
    void wrongOptionsAreToldTogetherBeforeAnythingIsRead() {
        CommandRun.of("second-look", "nowhere.zip", "--below", "1.5", "--threads", "0")
                .assertEnded(2, "--below must be above 0 and at most 1, got 1.5", "--threads must be 1 to 256, got 0");
    }

    private static ModelArtifact model(double preference) {
        return LeftOrRight.model(preference, FashionMnist.read(Sample.FOLDER).sha256(), Map.of("flip", "true"));
    }
}
