package io.fashionstream.trainer.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.DataSource;
import io.fashionstream.trainer.data.PictureOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where the data set is; a mixin of every command that reads it. */
public final class DataOptions implements OptionRules {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            defaultValue = "${env:FASHION_MNIST_DIR}",
            description = {
                "The data set: a folder with a sub-folder of pictures (PNG, JPEG, WebP) for each class, or with such folders"
                        + " below train, test and validation; a CSV file with the columns path, class and, if wanted, part"
                        + " (train, test, validation); a folder with the four IDX files, gzip-compressed or plain, or"
                        + " with Kaggle's two CSV files.",
                "Default: the variable FASHION_MNIST_DIR, then /usr/share/datasets/fashion-mnist, then the cache,"
                        + " then a download into the cache."
            })
    private @Nullable Path source;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description =
                    "Names of the classes of IDX and Kaggle's files, one a line, from label 0 on. Default: those of"
                            + " Fashion-MNIST")
    private @Nullable Path classes;

    @Option(names = "--skip-broken", description = "Leave out pictures that cannot be read, and list them.")
    private boolean skipBroken;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description =
                    "Of pictures that are in no part: how many of them are the test set. Default: ${DEFAULT-VALUE}")
    private double testShare = PictureOptions.DEFAULT_TEST_SHARE;

    @Option(names = "--test-seed", description = "Decides which ones. Default: ${DEFAULT-VALUE}")
    private long testSeed = PictureOptions.DEFAULT_SEED;

    @Option(
            names = "--data-cache",
            paramLabel = "FOLDER",
            defaultValue = "${env:XDG_CACHE_HOME:-${sys:user.home}/.cache}/fashion-stream/fashion-mnist",
            description = {
                "Where a download, and pictures once they are decoded, are kept.",
                "Default: ~/.cache/fashion-stream/fashion-mnist"
            })
    private Path cache = Path.of("");

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> require(
                        testShare > 0 && testShare < 1, "--test-share must be over 0 and under 1, got %s", testShare),
                () -> require(classes == null || isNamed(), "--classes needs --data"));
    }

    /**
     * Reads the data set; a place that was named is the only one looked in. Pictures that were left out are listed on
     * standard error.
     *
     * @throws io.fashionstream.dataset.DataSetException if it is not found or not what it should be
     */
    public DataSet read() {
        if (source != null && isNamed()) {
            return named(source);
        }
        try (DownloadProgress progress = new DownloadProgress()) {
            return new DataSource(DataSource.SYSTEM_FOLDER, cache, DataSource.PUBLISHER, progress).read();
        }
    }

    private boolean isNamed() {
        return source != null && !source.toString().isEmpty();
    }

    private DataSet named(Path place) {
        PictureOptions pictures = new PictureOptions(Optional.of(cache), skipBroken, testShare, testSeed);
        try (ImagesProgress progress = new ImagesProgress("Reading", -1)) {
            DataSet dataSet = DataSource.read(place, classes, pictures, progress::add);
            dataSet.broken().forEach(picture -> System.err.println("left out: " + picture));
            return dataSet;
        }
    }
}
