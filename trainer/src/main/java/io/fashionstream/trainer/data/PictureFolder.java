package io.fashionstream.trainer.data;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.trainer.data.PictureFiles.Part;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists a folder that has a sub-folder of pictures for each class, right in it or in each of the sub-folders {@code train},
 * {@code validation} and {@code test}: the form that torchvision calls ImageFolder.
 *
 * <p>Every file below a class's folder is one of its pictures, at any depth, except hidden ones and those that file
 * managers leave. The order is that of the names, so that the same files always give the same data set.
 */
final class PictureFolder {
    private static final Map<String, Part> PARTS = Map.of(
            "train", Part.TRAINING,
            "training", Part.TRAINING,
            "validation", Part.VALIDATION,
            "valid", Part.VALIDATION,
            "val", Part.VALIDATION,
            "test", Part.TEST);
    private static final Set<String> OF_FILE_MANAGERS = Set.of("thumbs.db", "desktop.ini");

    private final Path folder;

    private PictureFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether {@code folder} has any sub-folder that is not hidden. */
    static boolean isOne(Path folder) {
        return Files.isDirectory(folder) && !subFolders(folder).isEmpty();
    }

    /**
     * Lists all pictures.
     *
     * @throws DataSetException if there are fewer than two classes, a class without pictures, or no training part beside
     *     the others
     */
    static PictureFiles list(Path folder) {
        return new PictureFolder(folder).list();
    }

    private PictureFiles list() {
        List<Path> subFolders = subFolders(folder);
        Map<Part, List<LabelledFile>> parts = new EnumMap<>(Part.class);
        if (subFolders.stream().allMatch(subFolder -> PARTS.containsKey(lowerCase(subFolder)))) {
            for (Path subFolder : subFolders) {
                List<LabelledFile> before = parts.put(partOf(subFolder), ofClasses(subFolder));
                if (before != null) {
                    throw new DataSetException("%s: expected one folder for each part, found a second one: %s"
                            .formatted(folder, subFolder.getFileName()));
                }
            }
            if (!parts.containsKey(Part.TRAINING)) {
                throw new DataSetException(
                        "%s: expected a folder train beside %s, found none".formatted(folder, names(subFolders)));
            }
        } else {
            parts.put(Part.WHOLE, ofClasses(folder));
        }
        return new PictureFiles(parts);
    }

    private static Part partOf(Path subFolder) {
        return Objects.requireNonNull(PARTS.get(lowerCase(subFolder)));
    }

    private List<LabelledFile> ofClasses(Path part) {
        List<Path> classes = subFolders(part);
        if (classes.size() < 2) {
            throw new DataSetException("%s: expected a sub-folder of pictures for each of two classes or more, found %s"
                    .formatted(part, classes.isEmpty() ? "none" : "only " + names(classes)));
        }
        List<LabelledFile> files = new ArrayList<>();
        for (Path ofClass : classes) {
            List<LabelledFile> found = pictures(ofClass);
            if (found.isEmpty()) {
                throw new DataSetException("%s: expected pictures of this class, found no file".formatted(ofClass));
            }
            files.addAll(found);
        }
        return files;
    }

    private List<LabelledFile> pictures(Path ofClass) {
        String className = ofClass.getFileName().toString();
        try (Stream<Path> below = Files.walk(ofClass, FileVisitOption.FOLLOW_LINKS)) {
            return below.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(ofClass.relativize(file)))
                    .filter(file -> !OF_FILE_MANAGERS.contains(lowerCase(file)))
                    .map(file -> new LabelledFile(file, nameOf(file), className))
                    .sorted(Comparator.comparing(LabelledFile::name))
                    .toList();
        } catch (IOException e) {
            throw new DataSetException("%s: cannot be listed: %s".formatted(ofClass, e), e);
        }
    }

    private String nameOf(Path file) {
        List<String> names = new ArrayList<>();
        folder.relativize(file).forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    private static List<Path> subFolders(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !isHidden(entry.getFileName()))
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new DataSetException("%s: cannot be listed: %s".formatted(folder, e), e);
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static String lowerCase(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static String names(List<Path> paths) {
        return paths.stream().map(path -> path.getFileName().toString()).collect(Collectors.joining(", "));
    }
}
