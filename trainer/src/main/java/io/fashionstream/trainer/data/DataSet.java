package io.fashionstream.trainer.data;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Classes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Labelled images to learn from, and others to measure by.
 *
 * @param source the folder or file where they were read
 * @param training the training set, before any is held out
 * @param validation what to validate with, where the data set says; else it is held out of the training set
 * @param test the test set; empty if nobody is to measure by it
 * @param sha256 file name, without {@code .gz}, to the lower-case hex SHA-256 of its uncompressed content; of a data set of
 *     picture files, a part's name to the SHA-256 of its list of digests, classes and names
 * @param broken picture files that were left out
 */
public record DataSet(
        Path source,
        LabelledImages training,
        Optional<LabelledImages> validation,
        LabelledImages test,
        Map<String, String> sha256,
        List<BrokenPicture> broken) {
    /** A data set that has a training and a test set, all of it readable. */
    public DataSet(Path source, LabelledImages training, LabelledImages test, Map<String, String> sha256) {
        this(source, training, Optional.empty(), test, sha256, List.of());
    }

    public DataSet {
        require(
                training.classes().equals(test.classes()),
                "%s: training and test set must have the same classes, got %s and %s",
                source,
                training.classes(),
                test.classes());
        sha256 = Map.copyOf(sha256);
        broken = List.copyOf(broken);
    }

    /**
     * The same data set with its classes numbered and named as a model has them, so that they mean the same to both.
     *
     * @throws IllegalArgumentException if they are others
     */
    public DataSet numberedAs(Classes model) {
        require(
                Set.copyOf(model.categories()).equals(Set.copyOf(classes().categories())),
                "expected images of the model's classes %s, got those of %s in %s",
                model,
                classes(),
                source);
        return new DataSet(
                source,
                training.numberedAs(model),
                validation.map(images -> images.numberedAs(model)),
                test.numberedAs(model),
                sha256,
                broken);
    }

    /** The same data set with an empty test set, by which nothing can be measured. */
    public DataSet withoutTest() {
        return new DataSet(source, training, validation, test.select(new int[0]), sha256, broken);
    }

    /** The classes of all images. */
    public Classes classes() {
        return training.classes();
    }
}
