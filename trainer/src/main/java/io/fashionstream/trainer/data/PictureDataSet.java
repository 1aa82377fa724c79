package io.fashionstream.trainer.data;

import io.fashionstream.dataset.ClassNames;
import io.fashionstream.dataset.DataSetException;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.PictureFiles.Part;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a data set of picture files: decodes them, numbers their classes in the order of their names, and divides by seed
 * what the files do not divide themselves, with the same share of each class.
 */
final class PictureDataSet {
    private static final int BROKEN_SHOWN = 20;

    private final Path source;
    private final PictureFiles files;
    private final List<String> classNames;
    private final Classes classes;
    private final PictureOptions options;
    private final List<BrokenPicture> broken = new ArrayList<>();

    private PictureDataSet(Path source, PictureFiles files, PictureOptions options) {
        this.source = source;
        this.files = files;
        this.options = options;
        this.classNames = List.copyOf(files.classNames());
        this.classes = ClassNames.classes(source, classNames);
    }

    /**
     * Reads all pictures.
     *
     * @param progress is told 1 for each file, by several threads
     * @throws DataSetException if pictures are broken and not to be skipped, or if a class has none to learn from
     */
    static DataSet read(Path source, PictureFiles files, PictureOptions options, IntConsumer progress) {
        return new PictureDataSet(source, files, options).read(progress);
    }

    private DataSet read(IntConsumer progress) {
        PictureReader reader = new PictureReader(options.cache().map(PictureCache::open));
        Map<Part, NamedImages> parts = new TreeMap<>();
        for (Part part : Part.values()) {
            List<LabelledFile> ofPart = files.of(part);
            if (!ofPart.isEmpty()) {
                parts.put(part, images(ofPart, reader.read(ofPart, progress)));
            }
        }
        refuseBroken();
        return divided(parts);
    }

    private NamedImages images(List<LabelledFile> ofPart, List<DecodedPicture> pictures) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream(pictures.size() * ImageTensor.PIXELS);
        ByteArrayOutputStream labels = new ByteArrayOutputStream(pictures.size());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            LabelledFile file = ofPart.get(i);
            DecodedPicture picture = pictures.get(i);
            if (picture.tensor() == null) {
                broken.add(new BrokenPicture(file.name(), String.valueOf(picture.refusal())));
                continue;
            }
            pixels.writeBytes(picture.tensor().toBytes());
            labels.write(classNames.indexOf(file.className()));
            lines.add("%s  %s  %s".formatted(picture.sha256(), file.className(), file.name()));
        }
        return new NamedImages(new LabelledImages(pixels.toByteArray(), labels.toByteArray(), classes), lines);
    }

    private void refuseBroken() {
        if (broken.isEmpty() || options.skipBroken()) {
            return;
        }
        String listed = broken.stream()
                .limit(BROKEN_SHOWN)
                .map(picture -> System.lineSeparator() + "  " + picture)
                .collect(Collectors.joining());
        String more = broken.size() > BROKEN_SHOWN
                ? System.lineSeparator() + "  and %,d more".formatted(broken.size() - BROKEN_SHOWN)
                : "";
        throw new DataSetException(
                "%s: expected pictures, found %,d that cannot be read (--skip-broken leaves them out):%s%s"
                        .formatted(source, broken.size(), listed, more));
    }

    private DataSet divided(Map<Part, NamedImages> parts) {
        NamedImages training = learning(parts);
        NamedImages test = parts.get(Part.TEST);
        if (test == null) {
            boolean[] held = testPlaces(training.images());
            test = training.chosen(held, true);
            training = training.chosen(held, false);
        }
        requireEveryClass(training.images());
        return dataSet(training, parts.get(Part.VALIDATION), test);
    }

    /** What no part was named for counts as training where a part is named. */
    private static NamedImages learning(Map<Part, NamedImages> parts) {
        NamedImages training = parts.get(Part.TRAINING);
        return training == null ? Objects.requireNonNull(parts.get(Part.WHOLE)) : training;
    }

    private boolean[] testPlaces(LabelledImages images) {
        int wanted = (int) Math.round(images.size() * options.testShare());
        if (wanted < 1 || wanted >= images.size()) {
            throw new DataSetException("%s: expected pictures to learn from and to test with, found %d in all"
                    .formatted(source, images.size()));
        }
        return Split.heldOut(images, wanted, options.seed());
    }

    private void requireEveryClass(LabelledImages training) {
        int[] counts = training.countByLabel();
        for (int label = 0; label < classNames.size(); label++) {
            if (counts[label] == 0) {
                throw new DataSetException("%s: expected pictures of every class to learn from, found none of \"%s\""
                        .formatted(source, classNames.get(label)));
            }
        }
    }

    private DataSet dataSet(NamedImages training, @Nullable NamedImages validation, NamedImages test) {
        Map<String, String> sha256 = new TreeMap<>();
        sha256.put("training pictures", training.sha256());
        sha256.put("test pictures", test.sha256());
        if (validation != null) {
            sha256.put("validation pictures", validation.sha256());
        }
        return new DataSet(
                source,
                training.images(),
                Optional.ofNullable(validation).map(NamedImages::images),
                test.images(),
                sha256,
                broken);
    }
}
