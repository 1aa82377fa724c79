package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.event.Category;
import io.fashionstream.event.ProductClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set is read in whichever form it comes. */
final class DataFormTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void foldersOfPicturesNameTheirClasses() throws IOException {
        Pictures.writeFolder(Sample.training(), 100, folder);

        DataSet read = read(folder, null);

        assertThat(read.classes().size()).isEqualTo(10);
        assertThat(read.classes().list().get(0)).isEqualTo(new ProductClass(new Category("CLASS_0"), "class 0"));
        assertThat(read.test().category(0)).isEqualTo(new Category("CLASS_0"));
    }

    @Test
    void aListOfPicturesNamesTheirClasses() throws IOException {
        Pictures.writeFolder(Sample.training(), 40, folder.resolve("pictures"));
        Path list = folder.resolve("list.CSV");
        Files.write(
                list,
                List.of(
                        "path,class,part",
                        "pictures/class 9/0000.png,Boots & bags,train",
                        "pictures/class 0/0001.png,Tops,train",
                        "pictures/class 0/0001.png,Tops,test"));

        DataSet read = read(list, null);

        assertThat(read.classes().categories()).containsExactly(new Category("BOOTS_BAGS"), new Category("TOPS"));
    }

    @Test
    void labelsOfIdxFilesMeanWhatAFileSays() throws IOException {
        Path names = folder.resolve("names.txt");
        Files.write(names, IntStream.range(0, 10).mapToObj(i -> " Digit " + i).toList());

        DataSet read = read(Sample.FOLDER, names);

        assertThat(read.test().category(0)).isEqualTo(new Category("DIGIT_9"));
        assertThat(read.classes().name(new Category("DIGIT_9"))).isEqualTo("Digit 9");
    }

    @Test
    void aLabelWithoutANameIsRefused() throws IOException {
        Path names = folder.resolve("names.txt");
        Files.write(names, List.of("One", "Two"));

        assertThatThrownBy(() -> read(Sample.FOLDER, names))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("expected 0 to 1, found");
    }

    @Test
    void namesThatGiveTheSameCodeAreRefused() throws IOException {
        Path names = folder.resolve("names.txt");
        Files.write(names, List.of("T-shirt", "t shirt"));

        assertThatThrownBy(() -> read(Sample.FOLDER, names))
                .hasMessageEndingWith(
                        "expected class names that differ in letters or digits, found \"T-shirt\" and \"t shirt\"");
    }

    @Test
    void aFolderOfNoFormIsRefusedWithWhatIsWanted() {
        assertThatThrownBy(() -> read(folder, null))
                .hasMessageContaining("expected a folder with a sub-folder of pictures for each class")
                .hasMessageEndingWith("found a folder without any of these");
        assertThatThrownBy(() -> read(folder.resolve("nowhere"), null)).hasMessageEndingWith("found nothing");
    }

    @Test
    void aFileOfNamesIsRefusedBesidePictures() throws IOException {
        Pictures.writeFolder(Sample.training(), 100, folder);

        assertThatThrownBy(() -> read(folder, folder.resolve("names.txt")))
                .hasMessageContaining("expected no file of class names beside pictures");
    }

    private static DataSet read(Path source, @Nullable Path names) {
        return DataSource.read(source, names, PictureOptions.DEFAULT, read -> {});
    }
}
