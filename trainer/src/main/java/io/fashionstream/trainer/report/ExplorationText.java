package io.fashionstream.trainer.report;

import io.fashionstream.command.Printable;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.Exploration;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.PixelStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The data set as text for a terminal of at least 120 columns, in ASCII. */
public final class ExplorationText {
    /** From background to full ink. */
    private static final String INK = " .:-=+*#%@";

    private static final int CELL_PIXELS = 2;
    private static final int CHARACTERS_PER_IMAGE = ImageTensor.SIDE_PIXELS / CELL_PIXELS * 2;
    private static final int IMAGES_IN_A_ROW = 4;
    private static final int BAR_CHARACTERS = 40;
    private static final int NARROWEST_NAME = 12;

    private final Exploration exploration;
    private final LabelledImages training;
    private final LabelledImages test;

    private ExplorationText(Exploration exploration) {
        this.exploration = exploration;
        this.training = exploration.data().training();
        this.test = exploration.data().test();
    }

    /** All of it, ending with a line break. */
    public static String render(Exploration exploration) {
        ExplorationText text = new ExplorationText(exploration);
        return String.join(
                System.lineSeparator(),
                text.shapes(),
                text.head(),
                text.randomImages(),
                text.labels(),
                text.pixels(),
                text.duplicates());
    }

    private String shapes() {
        return lines(
                        "Data set: " + exploration.data().source(),
                        OriginInWords.of(exploration.data()),
                        shape("Training set:", training))
                + validation()
                        .map(images -> lines(shape("Validation set:", images)))
                        .orElse("")
                + lines(shape("Test set:", test));
    }

    private Optional<LabelledImages> validation() {
        return exploration.data().validation();
    }

    private String shape(String name, LabelledImages images) {
        int width = validation().isPresent() ? 15 : 13;
        return String.format(Locale.ROOT, "%-" + width + "s (%d, %d)", name, images.size(), 1 + ImageTensor.PIXELS);
    }

    private String head() {
        TableHead head = new TableHead(training, 5, 5);
        List<Integer> widths =
                head.header().stream().map(name -> Math.max(3, name.length())).toList();
        String rows = head.rows().stream().map(row -> aligned(row, widths)).collect(Collectors.joining());
        return aligned(head.header(), widths) + rows + lines(head.remark().replace("\u2026", "..."));
    }

    private static String aligned(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT, "%" + widths.get(i) + "s", cells.get(i).replace("\u2026", "...")))
                .collect(Collectors.joining(" ", "", System.lineSeparator()));
    }

    private String randomImages() {
        List<Integer> chosen = exploration.randomImages();
        StringBuilder text = new StringBuilder(lines("Random training images:"));
        for (int from = 0; from < chosen.size(); from += IMAGES_IN_A_ROW) {
            appendRow(text, chosen.subList(from, Math.min(chosen.size(), from + IMAGES_IN_A_ROW)));
        }
        return text.toString().stripTrailing() + System.lineSeparator();
    }

    private void appendRow(StringBuilder text, List<Integer> images) {
        text.append(joined(images, i -> training.classes().name(training.category(i)) + " (" + i + ")"));
        for (int y = 0; y < ImageTensor.SIDE_PIXELS; y += CELL_PIXELS) {
            int top = y;
            text.append(joined(images, i -> inkLine(training.image(i), top)));
        }
        text.append(System.lineSeparator());
    }

    private static String joined(List<Integer> images, IntFunction<String> cell) {
        return images.stream()
                        .map(i -> String.format(Locale.ROOT, "%-" + CHARACTERS_PER_IMAGE + "s", cell.apply(i)))
                        .collect(Collectors.joining(" "))
                        .stripTrailing()
                + System.lineSeparator();
    }

    /** Two rows of pixels as one line: each two by two pixels become two characters, for these are twice as high. */
    private static String inkLine(ImageTensor image, int top) {
        return IntStream.range(0, ImageTensor.SIDE_PIXELS)
                .map(x -> (image.pixel(x, top) + image.pixel(x, top + 1)) / 2)
                .mapToObj(gray -> String.valueOf(INK.charAt(gray * INK.length() / 256)))
                .collect(Collectors.joining());
    }

    private String labels() {
        int[] inTraining = training.countByLabel();
        int[] inTest = test.countByLabel();
        int[] held = validation().map(LabelledImages::countByLabel).orElse(inTest);
        int largest = Math.max(1, Arrays.stream(inTraining).max().orElse(1));
        String line = "%" + nameWidth() + "s %8s " + (validation().isPresent() ? "%10s " : "%s") + "%6s  %s%n";
        String rows = IntStream.range(0, inTraining.length)
                .mapToObj(label -> String.format(
                        Locale.ROOT,
                        line,
                        Printable.of(training.classes().list().get(label).name()),
                        inTraining[label],
                        validation().isPresent() ? held[label] : "",
                        inTest[label],
                        "#".repeat(BAR_CHARACTERS * inTraining[label] / largest)))
                .collect(Collectors.joining());
        String header = line.formatted("Label", "training", validation().isPresent() ? "validation" : "", "test", "");
        return header.stripTrailing()
                + System.lineSeparator()
                + rows
                + lines(exploration.balance().remark());
    }

    private int nameWidth() {
        return training.classes().list().stream()
                .mapToInt(each -> Printable.of(each.name()).length())
                .reduce(NARROWEST_NAME, Math::max);
    }

    private String pixels() {
        PixelStatistics pixels = exploration.pixels();
        return lines(String.format(
                Locale.ROOT,
                "Training pixels in [0, 1]: mean %.4f, standard deviation %.4f, background (0) %.1f %%",
                pixels.mean(),
                pixels.deviation(),
                100 * pixels.shareOfBackground()));
    }

    private String duplicates() {
        return lines(DuplicatesInWords.of(exploration.data(), exploration.duplicates())
                .toArray(String[]::new));
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
