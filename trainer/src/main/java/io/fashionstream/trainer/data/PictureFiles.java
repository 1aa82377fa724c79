package io.fashionstream.trainer.data;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The picture files of a data set.
 *
 * @param parts the files of each part that the data set names; all under {@link Part#WHOLE} if it names none
 */
record PictureFiles(Map<Part, List<LabelledFile>> parts) {
    /** A part of a data set that is made of files. */
    enum Part {
        /** To be divided by seed. */
        WHOLE,
        TRAINING,
        VALIDATION,
        TEST
    }

    PictureFiles {
        parts = new EnumMap<>(parts);
    }

    List<LabelledFile> of(Part part) {
        return parts.getOrDefault(part, List.of());
    }

    /** Names of all classes, in the order of their characters: the order of the network's outputs. */
    SortedSet<String> classNames() {
        SortedSet<String> names = new TreeSet<>();
        parts.values().forEach(files -> files.forEach(file -> names.add(file.className())));
        return names;
    }
}
