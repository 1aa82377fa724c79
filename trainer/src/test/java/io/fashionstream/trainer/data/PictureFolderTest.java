package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.trainer.data.PictureFiles.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void eachSubFolderIsAClassAndItsFilesAtAnyDepthAreItsPictures() throws IOException {
        touch("shoe/b.png", "shoe/old/a.jpg", "Bag/1.webp", "shoe/.hidden.png", "shoe/Thumbs.db", ".cache/x/y.png");

        PictureFiles files = PictureFolder.list(folder);

        assertThat(files.classNames()).containsExactly("Bag", "shoe");
        assertThat(files.of(Part.WHOLE))
                .extracting(LabelledFile::name)
                .containsExactly("Bag/1.webp", "shoe/b.png", "shoe/old/a.jpg");
    }

    @Test
    void partsAreKnownByTheirNames() throws IOException {
        touch("train/a/1.png", "train/b/1.png", "val/a/1.png", "val/b/2.png", "Test/a/1.png", "Test/b/1.png");

        PictureFiles files = PictureFolder.list(folder);

        assertThat(files.of(Part.WHOLE)).isEmpty();
        assertThat(files.of(Part.TRAINING)).hasSize(2);
        assertThat(files.of(Part.VALIDATION))
                .extracting(LabelledFile::name)
                .containsExactly("val/a/1.png", "val/b/2.png");
        assertThat(files.of(Part.TEST)).hasSize(2);
    }

    @Test
    void aClassMayBeCalledTestBesideOthers() throws IOException {
        touch("test/1.png", "shoe/1.png");

        assertThat(PictureFolder.list(folder).classNames()).containsExactly("shoe", "test");
    }

    @Test
    void oneClassIsNoDataSet() throws IOException {
        touch("shoe/1.png");

        assertRefused("expected a sub-folder of pictures for each of two classes or more, found only shoe");
    }

    @Test
    void aClassWithoutPicturesIsNamed() throws IOException {
        touch("shoe/1.png");
        Files.createDirectories(folder.resolve("bag"));

        assertRefused("bag: expected pictures of this class, found no file");
    }

    @Test
    void partsWithoutOneToLearnFromAreRefused() throws IOException {
        touch("test/a/1.png", "test/b/1.png");

        assertRefused("expected a folder train beside test, found none");
    }

    @Test
    void twoFoldersOfOnePartAreRefused() throws IOException {
        touch("train/a/1.png", "train/b/1.png", "val/a/1.png", "val/b/1.png", "valid/a/1.png", "valid/b/1.png");

        assertRefused("expected one folder for each part, found a second one: valid");
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> PictureFolder.list(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageEndingWith(message);
    }
}
