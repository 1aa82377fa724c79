package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.Trainer;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fashion-MNIST written out as picture files teaches what its IDX files teach, to the last bit. */
final class PicturesLikeIdxTest {
    private static final List<String> NAMES =
            IntStream.range(0, 10).mapToObj(label -> "class " + label).toList();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aListOfPicturesInTheSameOrderGivesTheSameNetwork() throws IOException {
        Path names = Files.write(folder.resolve("names.txt"), NAMES);
        DataSet idx = DataSource.read(Sample.FOLDER, names, PictureOptions.DEFAULT, picture -> {});
        DataSet pictures = DataSource.read(list(), null, PictureOptions.DEFAULT, picture -> {});

        assertThat(pictures.classes()).isEqualTo(idx.classes());
        assertThat(pictures.training().pixels()).isEqualTo(idx.training().pixels());
        assertThat(pictures.training().labels()).isEqualTo(idx.training().labels());
        assertThat(pictures.test().pixels()).isEqualTo(idx.test().pixels());
        assertThat(pictures.test().labels()).isEqualTo(idx.test().labels());
        ModelArtifact ofIdx = train(idx);
        ModelArtifact ofPictures = train(pictures);
        assertThat(ofPictures.network()).isEqualTo(ofIdx.network());
        assertThat(ofPictures.manifest().validation())
                .isEqualTo(ofIdx.manifest().validation());
        assertThat(ofPictures.manifest().test()).isEqualTo(ofIdx.manifest().test());
    }

    /** Writes the sample as PNG files in folders, and a list of them in the order of the IDX files. */
    private Path list() throws IOException {
        List<String> lines = new ArrayList<>(List.of("path,class,part"));
        write("train", Sample.training(), lines);
        write("test", Sample.test(), lines);
        return Files.write(folder.resolve("list.csv"), lines);
    }

    private void write(String part, LabelledImages images, List<String> lines) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            String name = NAMES.get(images.label(i));
            String path = "%s/%s/%04d.png".formatted(part, name, i);
            Pictures.write(images, i, folder.resolve(path));
            lines.add("%s,%s,%s".formatted(path, name, part));
        }
    }

    private static ModelArtifact train(DataSet data) {
        TrainingPlan plan = new TrainingPlan(
                new StepPlan(EngineKind.COMPILED, 1, 20),
                1,
                TrainingLength.ofEpochs(1),
                new Optimisation(Optimiser.ADAM, 1e-3, 0, Schedule.COSINE, 0.15),
                Objective.PLAIN,
                Augmentation.NONE,
                PixelScaling.UNIT,
                Outcome.LAST_EPOCH);
        Trainer trainer = new Trainer(
                new CompactCnn(), plan, data, 40, Optional.empty(), TrainingListener.SILENT, Optional.empty());
        return trainer.pack(trainer.train(), "a test");
    }
}
