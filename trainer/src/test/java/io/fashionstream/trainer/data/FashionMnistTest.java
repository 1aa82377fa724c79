package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.event.Category;
import io.fashionstream.image.ImageTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FashionMnistTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theSampleHoldsRealImagesOfEveryClass() {
        DataSet sample = FashionMnist.read(Sample.FOLDER);

        assertThat(sample.training().size()).isEqualTo(300);
        assertThat(sample.test().size()).isEqualTo(200);
        assertThat(sample.test().countByLabel()).containsOnly(20);
        assertThat(sample.test().category(0)).isEqualTo(Category.ANKLE_BOOT);
        assertThat(FashionMnist.isPublished(sample)).isFalse();
    }

    @Test
    void compressedAndPlainFilesGiveTheSameImagesAndChecksums() throws IOException {
        for (String name : FashionMnist.IDX_FILES) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
                Files.copy(Sample.FOLDER.resolve(name), out);
            }
        }

        DataSet compressed = FashionMnist.read(folder);

        DataSet plain = FashionMnist.read(Sample.FOLDER);
        assertThat(compressed.sha256()).isEqualTo(plain.sha256());
        assertThat(compressed.test().pixels()).isEqualTo(plain.test().pixels());
        assertThat(compressed.training().labels()).isEqualTo(plain.training().labels());
    }

    @Test
    void kagglesFilesAreReadWhereTheOthersAreAbsent() throws IOException {
        Files.write(folder.resolve("fashion-mnist_train.csv"), KaggleCsvTest.lines(Sample.training(), 0, 1));
        Files.write(folder.resolve("fashion-mnist_test.csv"), KaggleCsvTest.lines(Sample.test(), 5));

        DataSet read = FashionMnist.read(folder);

        assertThat(read.training().size()).isEqualTo(2);
        assertThat(read.test().image(0).toBytes())
                .isEqualTo(Sample.test().image(5).toBytes());
        assertThat(read.sha256()).containsOnlyKeys("fashion-mnist_train.csv", "fashion-mnist_test.csv");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.copy(Sample.FOLDER.resolve("t10k-labels-idx1-ubyte"), folder.resolve("t10k-labels-idx1-ubyte"));

        assertThatThrownBy(() -> FashionMnist.read(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageEndingWith(
                        "found no train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte");
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> FashionMnist.read(folder.resolve("nowhere")))
                .isInstanceOf(DataSetException.class)
                .hasMessageEndingWith("nowhere: expected a folder with the data set, found nothing");
    }

    @Test
    void aLabelForEachImageIsDemanded() throws IOException {
        for (String name : FashionMnist.IDX_FILES) {
            Files.copy(Sample.FOLDER.resolve(name), folder.resolve(name));
        }
        Files.copy(Sample.FOLDER.resolve("t10k-labels-idx1-ubyte"), folder.resolve("train-labels-idx1-ubyte.gz"));

        assertThatThrownBy(() -> FashionMnist.read(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("expected a label for each of the 300 images of train-images-idx3-ubyte")
                .hasMessageEndingWith("found 200 labels");
    }

    @Test
    void selectedImagesKeepTheirLabelsAndTheGivenOrder() {
        LabelledImages selected = Sample.test().select(new int[] {7, 3});

        assertThat(selected.size()).isEqualTo(2);
        assertThat(selected.label(0)).isEqualTo(Sample.test().label(7));
        assertThat(selected.image(1).toBytes()).isEqualTo(Sample.test().image(3).toBytes());
        assertThat(selected.pixel(1, 400)).isEqualTo(Sample.test().image(3).pixel(400 % 28, 400 / 28));
    }

    @Test
    void imagesAndLabelsMustFitEachOther() {
        byte[] twoImages = new byte[2 * ImageTensor.PIXELS];

        assertThatThrownBy(() -> new LabelledImages(twoImages, new byte[3]))
                .hasMessage("3 labels need 2352 pixel bytes, got 1568");
        assertThatThrownBy(() -> new LabelledImages(twoImages, new byte[] {1, 10}))
                .hasMessage("label must be 0 to 9, got 10 of image 1");
        assertThat(Arrays.stream(new LabelledImages(twoImages, new byte[] {0, 9}).countByLabel())
                        .sum())
                .isEqualTo(2);
    }
}
