package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureDataSetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void picturesOfTheDataSetsOwnFormAreReadToTheirPixels() throws IOException {
        Pictures.writeFolder(Sample.training(), 60, folder.resolve("train"));
        Pictures.writeFolder(Sample.test(), 40, folder.resolve("test"));

        DataSet read = read(PictureOptions.DEFAULT);

        assertThat(read.training().size()).isEqualTo(60);
        assertThat(read.test().size()).isEqualTo(40);
        LabelledImages inFolderOrder = Sample.test().select(byLabel(Sample.test(), 40));
        assertThat(read.test().pixels()).isEqualTo(inFolderOrder.pixels());
        assertThat(read.test().labels()).isEqualTo(inFolderOrder.labels());
    }

    @Test
    void aTestSetIsHeldOutBySeedWhereTheFilesNameNone() throws IOException {
        Pictures.writeFolder(Sample.training(), 300, folder);

        DataSet read = read(PictureOptions.DEFAULT);

        assertThat(read.training().size()).isEqualTo(270);
        assertThat(read.test().countByLabel()).containsOnly(3);
        assertThat(read(PictureOptions.DEFAULT).sha256()).isEqualTo(read.sha256());
        assertThat(read(seeded(43)).sha256()).isNotEqualTo(read.sha256());
    }

    @Test
    void aValidationPartIsKeptApart() throws IOException {
        Pictures.writeFolder(Sample.training(), 60, folder.resolve("train"));
        Pictures.writeFolder(Sample.test(), 20, folder.resolve("validation"));

        DataSet read = read(PictureOptions.DEFAULT);

        assertThat(read.validation())
                .hasValueSatisfying(held -> assertThat(held.size()).isEqualTo(20));
        assertThat(read.training().size() + read.test().size()).isEqualTo(60);
    }

    @Test
    void brokenPicturesAreListedWithReasons() throws IOException {
        Pictures.writeFolder(Sample.training(), 40, folder);
        Files.writeString(folder.resolve("class 0/readme.txt"), "no picture");
        Files.write(folder.resolve("class 1/empty.png"), new byte[0]);

        assertThatThrownBy(() -> read(PictureOptions.DEFAULT))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("found 2 that cannot be read (--skip-broken leaves them out)")
                .hasMessageContaining("class 0/readme.txt: UNSUPPORTED_TYPE: expected PNG, JPEG, WebP")
                .hasMessageContaining("class 1/empty.png: EMPTY: ");
        DataSet skipped = read(new PictureOptions(Optional.empty(), true, 0.1, 42));
        assertThat(skipped.training().size() + skipped.test().size()).isEqualTo(40);
        assertThat(skipped.broken())
                .extracting(BrokenPicture::name)
                .containsExactly("class 0/readme.txt", "class 1/empty.png");
    }

    @Test
    void aFileThatIsNotThereIsBroken() throws IOException {
        Pictures.writeFolder(Sample.training(), 40, folder);
        Path list = folder.resolve("list.csv");
        Files.write(list, List.of("path,class", "nowhere.png,a", "class 0/0000.png,b"));

        assertThatThrownBy(() -> PictureDataSet.read(list, LabelledList.read(list), PictureOptions.DEFAULT, read -> {}))
                .hasMessageContaining("nowhere.png: cannot be read: java.nio.file.NoSuchFileException");
    }

    @Test
    void aClassOfWhichNothingIsLeftToLearnFromIsNamed() throws IOException {
        Pictures.write(Sample.training(), 0, folder.resolve("train/bag/1.png"));
        Pictures.write(Sample.training(), 1, folder.resolve("train/coat/1.png"));
        Pictures.write(Sample.test(), 0, folder.resolve("test/bag/1.png"));
        Pictures.write(Sample.test(), 1, folder.resolve("test/other/1.png"));

        assertThatThrownBy(() -> read(PictureOptions.DEFAULT))
                .hasMessageEndingWith("expected pictures of every class to learn from, found none of \"other\"");
    }

    @Test
    void picturesAreDecodedOnce() throws IOException {
        Path pictures = folder.resolve("pictures");
        Path cache = folder.resolve("cache");
        PictureOptions cached = new PictureOptions(Optional.of(cache), false, 0.1, 42);
        Pictures.writeFolder(Sample.training(), 40, pictures);
        DataSet first = PictureDataSet.read(pictures, PictureFolder.list(pictures), cached, read -> {});
        Path file = cache.resolve("pictures-" + ImageDecoder.STEPS_VERSION + ".bin");
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize(40 * (32 + 784 + 4));

        AtomicInteger seen = new AtomicInteger();
        DataSet second = PictureDataSet.read(pictures, PictureFolder.list(pictures), cached, seen::addAndGet);

        assertThat(seen).hasValue(40);
        assertThat(second.training().pixels()).isEqualTo(first.training().pixels());
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void aDamagedCacheCostsOnlyTheDecoding() throws IOException {
        Path pictures = folder.resolve("pictures");
        Path cache = folder.resolve("cache");
        PictureOptions cached = new PictureOptions(Optional.of(cache), false, 0.1, 42);
        Pictures.writeFolder(Sample.training(), 40, pictures);
        DataSet first = PictureDataSet.read(pictures, PictureFolder.list(pictures), cached, read -> {});
        Path file = cache.resolve("pictures-" + ImageDecoder.STEPS_VERSION + ".bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));

        DataSet second = PictureDataSet.read(pictures, PictureFolder.list(pictures), cached, read -> {});

        assertThat(second.training().pixels()).isEqualTo(first.training().pixels());
        assertThat(Files.size(file)).isEqualTo(41L * (32 + 784 + 4));
        DataSet third = PictureDataSet.read(pictures, PictureFolder.list(pictures), cached, read -> {});
        assertThat(third.test().pixels()).isEqualTo(first.test().pixels());
    }

    private DataSet read(PictureOptions options) {
        return PictureDataSet.read(folder, PictureFolder.list(folder), options, read -> {});
    }

    private static PictureOptions seeded(long seed) {
        return new PictureOptions(Optional.empty(), false, PictureOptions.DEFAULT_TEST_SHARE, seed);
    }

    private static int[] byLabel(LabelledImages images, int count) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(images::label))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
