package io.fashionstream.trainer.data;

import static io.fashionstream.dataset.PictureList.CLASS;
import static io.fashionstream.dataset.PictureList.PATH;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.dataset.ListedPicture;
import io.fashionstream.dataset.PictureList;
import io.fashionstream.trainer.data.PictureFiles.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The data set that a list of pictures is: each has a class and, if wanted, the part {@code train}, {@code validation} or
 * {@code test}.
 */
final class LabelledList {
    private static final Map<String, Part> PARTS =
            Map.of("train", Part.TRAINING, "validation", Part.VALIDATION, "test", Part.TEST);

    private final Path csv;

    private LabelledList(Path csv) {
        this.csv = csv;
    }

    /**
     * Reads the list; whether the pictures exist shows when they are read.
     *
     * @throws DataSetException if it is no such list, or a picture has no class or an unknown part; the message names the
     *     line, counted from 1
     */
    static PictureFiles read(Path csv) {
        return new LabelledList(csv).read();
    }

    private PictureFiles read() {
        Map<Part, List<LabelledFile>> parts = new EnumMap<>(Part.class);
        for (ListedPicture picture : PictureList.read(csv, PATH, CLASS)) {
            parts.computeIfAbsent(part(picture), part -> new ArrayList<>())
                    .add(new LabelledFile(
                            picture.file(), picture.path(), picture.className().orElseThrow()));
        }
        if (parts.containsKey(Part.WHOLE) && parts.size() > 1) {
            throw new DataSetException("%s: expected a part in every line or in none, found none for %s"
                    .formatted(csv, parts.get(Part.WHOLE).get(0).name()));
        }
        if (!parts.containsKey(Part.WHOLE) && !parts.containsKey(Part.TRAINING)) {
            throw new DataSetException("%s: expected pictures of the part train, found none".formatted(csv));
        }
        return new PictureFiles(parts);
    }

    private Part part(ListedPicture picture) {
        Optional<String> name = picture.part();
        if (name.isEmpty()) {
            return Part.WHOLE;
        }
        Part part = PARTS.get(name.get().toLowerCase(Locale.ROOT));
        if (part == null) {
            throw new DataSetException("%s: line %d: expected the part train, validation or test, found \"%s\""
                    .formatted(csv, picture.line(), name.get()));
        }
        return part;
    }
}
