package io.fashionstream.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureListTest {
    @TempDir
    private Path folder;

    @Test
    void aListIsKnownByItsName() {
        assertThat(PictureList.isOne(Path.of("a/List.CSV"))).isTrue();
        assertThat(PictureList.isOne(Path.of("a.csv/list"))).isFalse();
    }

    @Test
    void pathsAreThoseBesideTheListAndEmptyFieldsSayNothing() throws IOException {
        assertThat(read("path", "part,note,class,path", " train ,x, Ankle boot ,\" a, b.png\"", ",,,sub/c.png"))
                .containsExactly(
                        new ListedPicture(
                                2,
                                "a, b.png",
                                folder.resolve("a, b.png"),
                                Optional.of("Ankle boot"),
                                Optional.of("train")),
                        new ListedPicture(
                                3, "sub/c.png", folder.resolve("sub/c.png"), Optional.empty(), Optional.empty()));
    }

    @Test
    void whatIsMissingIsNamedWithItsLine() {
        assertRefused("line 1: expected the column path, found file, class", "path", "file,class", "1.png,a");
        assertRefused("line 3: expected a path, found nothing", "path", "path,class", "1.png,a", " ,a");
        assertRefused("line 2: expected a picture, found the end", "path", "path");
        assertRefused("line 2: expected a path, found \"a\0\"", "path", "path", "a\0");
        assertThatThrownBy(() -> PictureList.read(folder.resolve("none.csv"), "path"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("none.csv: cannot be read");
    }

    private void assertRefused(String message, String needed, String... lines) {
        assertThatThrownBy(() -> read(needed, lines))
                .isInstanceOf(DataSetException.class)
                .hasMessageEndingWith(message);
    }

    private List<ListedPicture> read(String needed, String... lines) throws IOException {
        Path csv = folder.resolve("list.csv");
        Files.write(csv, List.of(lines));
        return PictureList.read(csv, needed);
    }
}
