package io.fashionstream.trainer.data;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.dataset.IdxFile;
import io.fashionstream.event.Classes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Fashion-MNIST, or a data set of the same form: the official training and test sets. */
public final class FashionMnist {
    /** Images in the published training set. */
    public static final int TRAINING_IMAGES = 60_000;

    /** Of uncompressed content, because the publisher and Debian compress the same content differently. */
    private static final Map<String, String> PUBLISHED_SHA256 = Map.of(
            "train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    /** The four published files, without {@code .gz}, in reading order. */
    static final List<String> IDX_FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    private static final List<String> CSV_FILES = List.of("fashion-mnist_train.csv", "fashion-mnist_test.csv");

    private FashionMnist() {}

    /** Reads {@code folder} as {@link #read(Path, Classes)} does, with the ten classes of Fashion-MNIST. */
    public static DataSet read(Path folder) {
        return read(folder, Classes.FASHION_MNIST);
    }

    /** Whether {@code folder} holds any file of this form: then it is meant to be of it. */
    static boolean isOne(Path folder) {
        return missing(folder).size() < IDX_FILES.size()
                || CSV_FILES.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /**
     * Reads the four IDX files of {@code folder}, gzip-compressed ({@code .gz}) or plain, or else the two CSV files of
     * the Kaggle form.
     *
     * @param classes what the labels mean, from 0 on
     * @throws DataSetException if a file is missing, unreadable or not what it should be
     */
    public static DataSet read(Path folder, Classes classes) {
        if (!Files.isDirectory(folder)) {
            throw new DataSetException("%s: expected a folder with the data set, found %s"
                    .formatted(folder, Files.exists(folder) ? "a file" : "nothing"));
        }
        boolean csv = CSV_FILES.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
        return csv && missing(folder).size() == IDX_FILES.size() ? readCsv(folder, classes) : readIdx(folder, classes);
    }

    /** Whether every file of {@code dataSet} is byte for byte what the publisher gives out (once unpacked). */
    public static boolean isPublished(DataSet dataSet) {
        return dataSet.sha256().equals(PUBLISHED_SHA256);
    }

    /** Names, without {@code .gz}, of the IDX files that {@code folder} lacks. */
    static List<String> missing(Path folder) {
        return IDX_FILES.stream()
                .filter(name -> idxFile(folder, name).isEmpty())
                .toList();
    }

    /** SHA-256 of the published file {@code name} (without {@code .gz}), uncompressed. */
    static String published(String name) {
        return Objects.requireNonNull(PUBLISHED_SHA256.get(name), name);
    }

    private static DataSet readIdx(Path folder, Classes classes) {
        List<String> missing = missing(folder);
        if (!missing.isEmpty()) {
            throw new DataSetException("%s: expected the files %s (with or without .gz) or %s, found no %s"
                    .formatted(folder, commas(IDX_FILES), commas(CSV_FILES), commas(missing)));
        }
        Map<String, String> sha256 = new TreeMap<>();
        LabelledImages training = readPair(folder, IDX_FILES.get(0), IDX_FILES.get(1), classes, sha256);
        LabelledImages test = readPair(folder, IDX_FILES.get(2), IDX_FILES.get(3), classes, sha256);
        return new DataSet(folder, training, test, sha256);
    }

    private static LabelledImages readPair(
            Path folder, String imagesName, String labelsName, Classes classes, Map<String, String> sha256) {
        Path imagesFile = idxFile(folder, imagesName).orElseThrow();
        Path labelsFile = idxFile(folder, labelsName).orElseThrow();
        IdxFile images = IdxFile.readImages(imagesFile);
        IdxFile labels = IdxFile.readLabels(labelsFile, classes.size());
        if (images.items() != labels.items()) {
            throw new DataSetException("%s: expected a label for each of the %d images of %s, found %d labels"
                    .formatted(labelsFile, images.items(), imagesFile.getFileName(), labels.items()));
        }
        sha256.put(imagesName, images.contentSha256());
        sha256.put(labelsName, labels.contentSha256());
        return new LabelledImages(images.values(), labels.values(), classes);
    }

    private static DataSet readCsv(Path folder, Classes classes) {
        KaggleCsv training = KaggleCsv.read(folder.resolve(CSV_FILES.get(0)), classes);
        KaggleCsv test = KaggleCsv.read(folder.resolve(CSV_FILES.get(1)), classes);
        return new DataSet(
                folder,
                training.images(),
                test.images(),
                Map.of(CSV_FILES.get(0), training.contentSha256(), CSV_FILES.get(1), test.contentSha256()));
    }

    private static Optional<Path> idxFile(Path folder, String name) {
        return Stream.of(folder.resolve(name + ".gz"), folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static String commas(List<String> names) {
        return names.stream().collect(Collectors.joining(", "));
    }
}
