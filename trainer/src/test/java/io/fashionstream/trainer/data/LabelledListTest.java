package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.trainer.data.PictureFiles.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelledListTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void pathsAreThoseBesideTheList() throws IOException {
        PictureFiles files = read("class,path", "Bag,photos/1.png", "\"Shoe, left\", 2.jpg");

        assertThat(files.classNames()).containsExactly("Bag", "Shoe, left");
        assertThat(files.of(Part.WHOLE))
                .extracting(LabelledFile::file)
                .containsExactly(folder.resolve("photos/1.png"), folder.resolve("2.jpg"));
    }

    @Test
    void aColumnMayNameTheParts() throws IOException {
        PictureFiles files = read("path,class,part", "1.png,a,train", "2.png,b,Test", "3.png,b,train");

        assertThat(files.of(Part.TRAINING)).hasSize(2);
        assertThat(files.of(Part.TEST)).hasSize(1);
    }

    @Test
    void whatALineLacksIsNamed() {
        assertRefused("expected the columns path and class, found file, class", "file,class", "1.png,a");
        assertRefused("line 3: expected a class, found nothing", "path,class", "1.png,a", "2.png, ");
        assertRefused(
                "line 2: expected the part train, validation or test, found \"tset\"",
                "path,class,part",
                "1.png,a,tset");
        assertRefused("line 2: expected a picture, found the end", "path,class");
    }

    @Test
    void partsAreGivenForAllPicturesOrForNone() {
        assertRefused("expected pictures of the part train, found none", "path,class,part", "1.png,a,test");
        assertRefused(
                "expected a part in every line or in none, found none for 2.png",
                "path,class,part",
                "1.png,a,train",
                "2.png,a,");
    }

    private PictureFiles read(String... lines) throws IOException {
        Path csv = folder.resolve("list.csv");
        Files.write(csv, List.of(lines));
        return LabelledList.read(csv);
    }

    private void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(DataSetException.class)
                .hasMessageEndingWith(message);
    }
}
