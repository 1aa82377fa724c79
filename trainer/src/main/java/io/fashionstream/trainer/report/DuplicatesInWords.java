package io.fashionstream.trainer.report;

import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.Duplicates;
import io.fashionstream.trainer.data.Duplicates.Part;
import java.util.List;
import java.util.Locale;

/** Sentences about duplicates, the same on the terminal and on the page. */
final class DuplicatesInWords {
    private DuplicatesInWords() {}

    static List<String> of(DataSet data, Duplicates duplicates) {
        return List.of(
                "Exact duplicates: %d pairs of images are equal byte for byte.".formatted(duplicates.exact()),
                String.format(
                        Locale.ROOT,
                        "Nearly equal (root mean square difference up to %.0f of 255 gray levels): %s.",
                        Duplicates.NEARLY_EQUAL,
                        data.validation().isPresent() ? amongThree(duplicates) : amongTwo(duplicates)),
                duplicates.labelsDisagree() == 0
                        ? "The labels of each pair agree."
                        : "In %d of these pairs the labels disagree, so that at least one label is wrong."
                                .formatted(duplicates.labelsDisagree()));
    }

    private static String amongTwo(Duplicates duplicates) {
        return "%d pairs within the training set, %d within the test set, %d between the two"
                .formatted(
                        duplicates.count(Part.TRAINING, Part.TRAINING),
                        duplicates.count(Part.TEST, Part.TEST),
                        duplicates.count(Part.TRAINING, Part.TEST));
    }

    private static String amongThree(Duplicates duplicates) {
        return ("%d pairs within the training set, %d within the validation set, %d within the test set, %d between"
                        + " training and validation, %d between training and test, %d between validation and test")
                .formatted(
                        duplicates.count(Part.TRAINING, Part.TRAINING),
                        duplicates.count(Part.VALIDATION, Part.VALIDATION),
                        duplicates.count(Part.TEST, Part.TEST),
                        duplicates.count(Part.TRAINING, Part.VALIDATION),
                        duplicates.count(Part.TRAINING, Part.TEST),
                        duplicates.count(Part.VALIDATION, Part.TEST));
    }
}
