package io.fashionstream.trainer.data;

import java.nio.file.Path;
import java.util.Map;

/**
 * Labelled images to learn from, and others to measure by.
 *
 * @param source the folder or file where they were read
 * @param training the training set, before any is held out
 * @param test the test set
 * @param sha256 file name, without {@code .gz}, to the lower-case hex SHA-256 of its uncompressed content
 */
public record DataSet(Path source, LabelledImages training, LabelledImages test, Map<String, String> sha256) {
    public DataSet {
        sha256 = Map.copyOf(sha256);
    }
}
