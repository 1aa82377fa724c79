package io.fashionstream.quickstart.terminal;

import io.fashionstream.image.ImageTensor;
import java.util.ArrayList;
import java.util.List;

/** A row of images as characters: each stands for two pixels above each other, half the data set's resolution. */
final class ImageStrip {
    private static final int SIDE = ImageTensor.SIDE_PIXELS / 2;
    private static final int CELL = SIDE + 2;
    private static final int DARKEST_GRAY = 232;
    private static final int GRAYS = 24;
    private static final String INK = " .:-=+*#%@";

    private final Style style;

    ImageStrip(Style style) {
        this.style = style;
    }

    /** The images side by side, as many as fit, and a line of their labels; nothing without images. */
    List<String> paint(List<Frame.Specimen> specimens, int columns) {
        List<Frame.Specimen> shown = specimens.subList(0, Math.min(specimens.size(), (columns - 2) / CELL));
        if (shown.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < SIDE; y += 2) {
            StringBuilder line = new StringBuilder("  ");
            for (Frame.Specimen specimen : shown) {
                appendRow(line, specimen.image(), y);
                line.append("  ");
            }
            lines.add(line.toString());
        }
        StringBuilder labels = new StringBuilder("  ");
        shown.forEach(specimen -> labels.append(label(specimen)));
        lines.add(labels.toString());
        return lines;
    }

    private void appendRow(StringBuilder line, ImageTensor image, int y) {
        for (int x = 0; x < SIDE; x++) {
            int upper = gray(image, x, y);
            int lower = gray(image, x, y + 1);
            if (style.colour() && style.unicode()) {
                line.append("\033[38;5;%d;48;5;%dm▀".formatted(shade(upper), shade(lower)));
            } else {
                line.append(INK.charAt((upper + lower) * (INK.length() - 1) / 510));
            }
        }
        if (style.colour() && style.unicode()) {
            line.append("\033[0m");
        }
    }

    /** The mean of four pixels, 0 to 255. */
    private static int gray(ImageTensor image, int x, int y) {
        return (image.pixel(2 * x, 2 * y)
                        + image.pixel(2 * x + 1, 2 * y)
                        + image.pixel(2 * x, 2 * y + 1)
                        + image.pixel(2 * x + 1, 2 * y + 1))
                / 4;
    }

    private static int shade(int gray) {
        return DARKEST_GRAY + gray * (GRAYS - 1) / 255;
    }

    private String label(Frame.Specimen specimen) {
        String mark = specimen.right() ? "" : style.unicode() ? "✗ " : "! ";
        String text = "%-" + CELL + "s";
        String padded = text.formatted(mark + specimen.label());
        return specimen.right() ? padded : style.colour(203, padded);
    }
}
