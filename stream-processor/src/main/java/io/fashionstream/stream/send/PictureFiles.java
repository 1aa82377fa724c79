package io.fashionstream.stream.send;

import static io.fashionstream.check.Check.require;

import io.fashionstream.dataset.ListedPicture;
import io.fashionstream.dataset.PictureList;
import io.fashionstream.event.Category;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.image.ImageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pictures in files: those named, whatever they are, and those below named folders whose extension is known.
 *
 * <p>A picture right in a folder is a product of its own, named after the file; pictures in a sub-folder are all of the
 * product that the sub-folder names. Within one folder the order is that of the names. A list (.csv) stands for the pictures
 * that it names, in its order.
 */
public final class PictureFiles {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.of(
            "png", ImageFormat.PNG.mediaType(),
            "jpg", ImageFormat.JPEG.mediaType(),
            "jpeg", ImageFormat.JPEG.mediaType(),
            "webp", ImageFormat.WEBP.mediaType(),
            "raw", ImageFormat.RAW.mediaType());

    private PictureFiles() {}

    /**
     * All pictures of {@code filesAndFolders}. Those in lists need not exist: that shows when they are read.
     *
     * @param declared says what each of them is declared to show
     * @throws IllegalArgumentException if one of them does not exist
     * @throws io.fashionstream.dataset.DataSetException if a list is none
     * @throws UncheckedIOException if a folder cannot be listed
     */
    public static List<Picture> find(List<Path> filesAndFolders, Declaration declared) {
        List<Picture> pictures = new ArrayList<>();
        for (Path path : filesAndFolders) {
            require(Files.exists(path), "expected a picture or a folder of pictures, found nothing at %s", path);
            if (PictureList.isOne(path)) {
                PictureList.read(path, PictureList.PATH).forEach(picture -> pictures.add(listed(picture, declared)));
            } else if (Files.isDirectory(path)) {
                below(path).forEach(file -> pictures.add(picture(path, path.relativize(file), declared)));
            } else {
                pictures.add(picture(folderOf(path), path.getFileName(), declared));
            }
        }
        return pictures;
    }

    /** A product of its own; the path as it is given is its image id. */
    private static Picture listed(ListedPicture picture, Declaration declared) {
        return new PictureFile(
                picture.file(),
                Declaration.withoutExtension(picture.path()),
                picture.path(),
                declared.listed(Path.of(picture.path()), picture.className()));
    }

    /**
     * Returns if each named file whose extension says nothing begins like a picture: nobody sends a text by intention.
     *
     * @throws IllegalArgumentException naming the first one that does not
     */
    public static void requirePictures(List<Path> filesAndFolders) {
        ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
        for (Path file : filesAndFolders) {
            if (Files.isRegularFile(file) && typeOf(file).equals(UNKNOWN) && !PictureList.isOne(file)) {
                requirePicture(file, decoder);
            }
        }
    }

    private static void requirePicture(Path file, ImageDecoder decoder) {
        try {
            Decoded decoded = decoder.decode(new ProductImage(
                    "file", "file", "file", "file", Instant.EPOCH, UNKNOWN, Files.readAllBytes(file), null));
            if (decoded instanceof Decoded.Rejected rejected
                    && rejected.rejection().reason() == RejectionReason.UNSUPPORTED_TYPE) {
                throw new IllegalArgumentException(
                        file + " is no picture: " + rejected.rejection().detail());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !typeOf(file).equals(UNKNOWN))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the folder " + folder, e);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    private static Picture picture(Path folder, Path relative, Declaration declared) {
        String productId = declared.productId(relative);
        return new PictureFile(folder.resolve(relative), productId, relative.toString(), declared.category(relative));
    }

    private static String typeOf(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, UNKNOWN);
    }

    private record PictureFile(Path file, String productId, String imageId, Optional<Category> category)
            implements Picture {
        @Override
        public String contentType() {
            return typeOf(file);
        }

        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(file);
        }
    }
}
