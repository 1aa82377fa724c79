package io.fashionstream.stream.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final Declaration PRODUCTS = new Declaration.FoldersAreProducts(Optional.empty());

    @TempDir
    Path folder;

    @Test
    void aPictureRightInAFolderIsAProductAndASubFolderIsOneProduct() throws IOException {
        Files.createDirectories(folder.resolve("sku-2/detail"));
        Files.write(folder.resolve("sku-1.PNG"), new byte[1]);
        Files.write(folder.resolve("sku-2/back.jpg"), new byte[2]);
        Files.write(folder.resolve("sku-2/detail/zip.webp"), new byte[3]);
        Files.write(folder.resolve("notes.txt"), new byte[4]);

        List<Picture> pictures = PictureFiles.find(List.of(folder), PRODUCTS);

        assertThat(pictures)
                .extracting(Picture::productId, Picture::imageId, Picture::contentType)
                .containsExactly(
                        tuple("sku-1", "sku-1.PNG", "image/png"),
                        tuple("sku-2", "sku-2/back.jpg", "image/jpeg"),
                        tuple("sku-2", "sku-2/detail/zip.webp", "image/webp"));
        assertThat(pictures.get(2).read()).hasSize(3);
    }

    @Test
    void aNamedFileIsTakenWhateverItIsWithTheCategoryThatIsSaid() throws IOException {
        Path file = Files.write(folder.resolve("something"), new byte[7]);

        assertThat(PictureFiles.find(List.of(file), new Declaration.FoldersAreProducts(Optional.of(Category.BAG))))
                .extracting(
                        Picture::productId,
                        Picture::contentType,
                        picture -> picture.category().orElseThrow())
                .containsExactly(tuple("something", "application/octet-stream", Category.BAG));
    }

    @Test
    void foldersMayNameTheClassesOfTheirPictures() throws IOException {
        Files.createDirectories(folder.resolve("Rain coats/2024"));
        Files.write(folder.resolve("Rain coats/1.jpg"), new byte[1]);
        Files.write(folder.resolve("Rain coats/2024/1.v2.jpg"), new byte[1]);
        Files.write(folder.resolve("odd.jpg"), new byte[1]);

        List<Picture> pictures = PictureFiles.find(List.of(folder), new Declaration.FoldersAreClasses());

        assertThat(pictures)
                .extracting(Picture::productId, Picture::category)
                .containsExactly(
                        tuple("Rain coats/1", Optional.of(new Category("RAIN_COATS"))),
                        tuple("Rain coats/2024/1.v2", Optional.of(new Category("RAIN_COATS"))),
                        tuple("odd", Optional.empty()));
    }

    @Test
    void aListSaysWhatItsPicturesShowUnlessAllAreSaidToShowTheSame() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.csv"), "class,path\nRain coats,coats/1.jpg\n,\"odd, old.jpg\"\nBag,bags/none\n");

        assertThat(PictureFiles.find(List.of(list), PRODUCTS))
                .extracting(Picture::productId, Picture::imageId, Picture::category)
                .containsExactly(
                        tuple("coats/1", "coats/1.jpg", Optional.of(new Category("RAIN_COATS"))),
                        tuple("odd, old", "odd, old.jpg", Optional.empty()),
                        tuple("bags/none", "bags/none", Optional.of(Category.BAG)));
        assertThat(PictureFiles.find(List.of(list), new Declaration.FoldersAreProducts(Optional.of(Category.BAG))))
                .allMatch(picture -> picture.category().orElseThrow().equals(Category.BAG));
        assertThat(PictureFiles.find(List.of(list), new Declaration.FoldersAreClasses()))
                .extracting(picture -> picture.category().map(Category::code).orElse("none"))
                .containsExactly("RAIN_COATS", "none", "BAG");
        assertThat(PictureFiles.find(List.of(list), new Declaration.Nothing()))
                .allMatch(picture -> picture.category().isEmpty());
    }

    @Test
    void aListWithoutPathsIsRefused() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), "file\n1.png\n");

        assertThatThrownBy(() -> PictureFiles.find(List.of(list), PRODUCTS))
                .hasMessage(list + ": line 1: expected the column path, found file");
    }

    @Test
    void nothingThereIsSaidSo() {
        assertThatThrownBy(() -> PictureFiles.find(List.of(folder.resolve("none")), PRODUCTS))
                .hasMessageContaining("found nothing at " + folder);
    }

    @Test
    void theDataSetsPicturesCarryTheirTrueLabels() throws IOException {
        Path images = images(2);
        Path labels = labels(9, 3);

        List<Picture> pictures = DataSetPictures.read(images, labels, Classes.FASHION_MNIST);

        assertThat(pictures).extracting(Picture::productId).containsExactly("t10k-0", "t10k-1");
        assertThat(pictures)
                .extracting(picture -> picture.category().orElseThrow())
                .containsExactly(Category.ANKLE_BOOT, Category.DRESS);
        assertThat(pictures.get(1).read()).hasSize(784).startsWith(1, 1);
    }

    @Test
    void imagesAndLabelsThatDoNotBelongTogetherAreRefused() {
        assertThatThrownBy(() -> DataSetPictures.read(images(2), labels(9), Classes.FASHION_MNIST))
                .hasMessageContaining("has 2 images, and its labels file 1 labels");
    }

    private Path images(int count) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(16 + count * 784)
                .putInt(0x803)
                .putInt(count)
                .putInt(28)
                .putInt(28);
        for (int i = 0; i < count * 784; i++) {
            file.put((byte) (i / 784));
        }
        return Files.write(folder.resolve("t10k-images-idx3-ubyte"), file.array());
    }

    private Path labels(int... labels) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            file.put((byte) label);
        }
        return Files.write(folder.resolve("t10k-labels-idx1-ubyte"), file.array());
    }
}
