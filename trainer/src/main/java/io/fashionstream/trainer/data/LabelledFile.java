package io.fashionstream.trainer.data;

import java.nio.file.Path;

/**
 * A picture file and what it is said to show.
 *
 * @param file where it is
 * @param name its path within the data set, with {@code /} on every system: what it is called in messages and checksums
 * @param className the class that it is said to show, as its folder or line names it
 */
record LabelledFile(Path file, String name, String className) {}
