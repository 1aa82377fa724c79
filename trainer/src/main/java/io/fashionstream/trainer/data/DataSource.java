package io.fashionstream.trainer.data;

import io.fashionstream.dataset.ClassNames;
import io.fashionstream.dataset.DataSetException;
import io.fashionstream.dataset.PictureList;
import io.fashionstream.event.Classes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where Fashion-MNIST is looked for, in this order: the system's folder (where Debian's package puts it), the user's
 * cache; else it is downloaded from its publisher into the cache.
 */
public final class DataSource {
    /** Where Debian's package {@code dataset-fashion-mnist} installs the files. */
    public static final Path SYSTEM_FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

    /** The publisher's repository. */
    public static final URI PUBLISHER =
            URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/");

    private static final String FORMS =
            "a folder with a sub-folder of pictures for each class, a CSV file with the columns path"
                    + " and class, or a folder with the four IDX files or the two CSV files of Fashion-MNIST's form";

    private final Path systemFolder;
    private final Path cacheFolder;
    private final URI publisher;
    private final Download download;

    /**
     * Reads the data set that {@code source} is, in whichever form.
     *
     * @param classNames file that names the classes of IDX and CSV labels; null for those of Fashion-MNIST
     * @param pictures how picture files are read
     * @param progress is told 1 for each picture file, by several threads
     * @throws DataSetException if it is none, or not what it should be
     */
    public static DataSet read(Path source, @Nullable Path classNames, PictureOptions pictures, IntConsumer progress) {
        boolean list = Files.isRegularFile(source) && PictureList.isOne(source);
        if (list || (!FashionMnist.isOne(source) && PictureFolder.isOne(source))) {
            if (classNames != null) {
                throw new DataSetException(
                        "%s: expected no file of class names beside pictures, whose folders or lines name the classes, found %s"
                                .formatted(source, classNames));
            }
            PictureFiles files = list ? LabelledList.read(source) : PictureFolder.list(source);
            return PictureDataSet.read(source, files, pictures, progress);
        }
        if (!Files.isDirectory(source) || !FashionMnist.isOne(source)) {
            throw new DataSetException("%s: expected %s, found %s".formatted(source, FORMS, found(source)));
        }
        return FashionMnist.read(source, classNames == null ? Classes.FASHION_MNIST : ClassNames.read(classNames));
    }

    private static String found(Path source) {
        if (Files.isDirectory(source)) {
            return "a folder without any of these";
        }
        return Files.exists(source) ? "a file" : "nothing";
    }

    /** Looks in {@code systemFolder} and {@code cacheFolder}, and downloads below {@code publisher}. */
    public DataSource(Path systemFolder, Path cacheFolder, URI publisher, DownloadListener listener) {
        this.systemFolder = systemFolder;
        this.cacheFolder = cacheFolder;
        this.publisher = publisher;
        this.download = new Download(publisher, listener);
    }

    /**
     * Reads the data set, from the first place that has it.
     *
     * @throws DataSetException if no place has it and it cannot be downloaded (the message says what helps), or if the
     *     files found are not what they should be
     */
    public DataSet read() {
        for (Path folder : List.of(systemFolder, cacheFolder)) {
            if (FashionMnist.missing(folder).isEmpty()) {
                return FashionMnist.read(folder);
            }
        }
        try {
            for (String name : FashionMnist.missing(cacheFolder)) {
                download.fetch(name, FashionMnist.published(name), cacheFolder);
            }
        } catch (IOException e) {
            throw new DataSetException(advice(e), e);
        }
        return FashionMnist.read(cacheFolder);
    }

    private String advice(IOException failure) {
        String files = FashionMnist.IDX_FILES.stream()
                .map(name -> "    " + name + ".gz")
                .collect(Collectors.joining(System.lineSeparator()));
        return String.join(
                System.lineSeparator(),
                "Fashion-MNIST is neither in %s nor in %s, and cannot be downloaded:"
                        .formatted(systemFolder, cacheFolder),
                "  " + failure.getMessage(),
                "Either install it (Debian, Ubuntu):",
                "    sudo apt-get install dataset-fashion-mnist",
                "or get these four files from " + publisher + " into a folder:",
                files,
                "and name the folder with --data FOLDER or the variable FASHION_MNIST_DIR.");
    }
}
