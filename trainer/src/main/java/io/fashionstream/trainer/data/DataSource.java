package io.fashionstream.trainer.data;

import io.fashionstream.dataset.DataSetException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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

    private final Path systemFolder;
    private final Path cacheFolder;
    private final URI publisher;
    private final Download download;

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
