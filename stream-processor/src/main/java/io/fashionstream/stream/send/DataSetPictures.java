package io.fashionstream.stream.send;

import static io.fashionstream.check.Check.require;

import io.fashionstream.dataset.IdxFile;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageFormat;
import io.fashionstream.image.ImageTensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pictures of a file pair of Fashion-MNIST's form: 784 gray bytes each, with their true labels as declared categories. */
public final class DataSetPictures {
    private DataSetPictures() {}

    /**
     * All pictures of {@code images}, in order; picture 7 of {@code t10k-images-idx3-ubyte.gz} is product
     * {@code t10k-7}.
     *
     * @param labels the labels of the same pictures, or null to declare none
     * @param classes what the labels mean, from 0 on
     * @throws io.fashionstream.dataset.DataSetException if a file is not what it should be
     */
    public static List<Picture> read(Path images, @Nullable Path labels, Classes classes) {
        IdxFile pixels = IdxFile.readImages(images);
        IdxFile truths = labels == null ? null : IdxFile.readLabels(labels, classes.size());
        int labelled = truths == null ? pixels.items() : truths.items();
        require(
                labelled == pixels.items(),
                "%s has %d images, and its labels file %d labels",
                images,
                pixels.items(),
                labelled);
        String name = images.getFileName().toString().replaceFirst("-images.*|\\..*", "");
        return IntStream.range(0, pixels.items())
                .<Picture>mapToObj(i -> new DataSetPicture(name + "-" + i, i, pixels, truths, classes))
                .toList();
    }

    private record DataSetPicture(
            String productId,
            int index,
            IdxFile pixels,
            @Nullable IdxFile truths,
            Classes classes) implements Picture {
        @Override
        public String imageId() {
            return productId;
        }

        @Override
        public String contentType() {
            return ImageFormat.RAW.mediaType();
        }

        @Override
        public Optional<Category> category() {
            return truths == null
                    ? Optional.empty()
                    : Optional.of(classes.category(Byte.toUnsignedInt(truths.values()[index])));
        }

        @Override
        public byte[] read() {
            int start = index * ImageTensor.PIXELS;
            return Arrays.copyOfRange(pixels.values(), start, start + ImageTensor.PIXELS);
        }
    }
}
