package io.fashionstream.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One line of a list of pictures.
 *
 * @param line in the list, counted from 1
 * @param path as it stands there
 * @param file where that is, which need not exist
 * @param className what the picture is said to show; empty where nothing is said
 * @param part of the data set that it belongs to, as it stands there; empty where nothing is said
 */
public record ListedPicture(long line, String path, Path file, Optional<String> className, Optional<String> part) {}
