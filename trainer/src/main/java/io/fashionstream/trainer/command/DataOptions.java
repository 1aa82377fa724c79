package io.fashionstream.trainer.command;

import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.DataSource;
import io.fashionstream.trainer.data.FashionMnist;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where the data set is; a mixin of every command that reads it. */
public final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:FASHION_MNIST_DIR}",
            description = {
                "Folder with the data set: the four IDX files, gzip-compressed or plain, or Kaggle's two CSV files.",
                "Default: the variable FASHION_MNIST_DIR, then /usr/share/datasets/fashion-mnist, then the cache,"
                        + " then a download into the cache."
            })
    private @Nullable Path folder;

    @Option(
            names = "--data-cache",
            paramLabel = "FOLDER",
            defaultValue = "${env:XDG_CACHE_HOME:-${sys:user.home}/.cache}/fashion-stream/fashion-mnist",
            description = {"Where a download is kept.", "Default: ~/.cache/fashion-stream/fashion-mnist"})
    private Path cache = Path.of("");

    /**
     * Reads the data set; a folder that was named is the only place looked in.
     *
     * @throws io.fashionstream.dataset.DataSetException if it is not found or not what it should be
     */
    public DataSet read() {
        if (folder != null && !folder.toString().isEmpty()) {
            return FashionMnist.read(folder);
        }
        try (DownloadProgress progress = new DownloadProgress()) {
            return new DataSource(DataSource.SYSTEM_FOLDER, cache, DataSource.PUBLISHER, progress).read();
        }
    }
}
