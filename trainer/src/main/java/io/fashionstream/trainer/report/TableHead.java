package io.fashionstream.trainer.report;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The first images as rows of a table of 785 columns: the label and all pixels, those in the middle left out. */
final class TableHead {
    private static final int ROWS = 5;
    private static final String LEFT_OUT = "\u2026";

    private final LabelledImages images;
    private final int firstPixels;
    private final int lastPixels;

    /** Shows so many pixels of the beginning and of the end of each image. */
    TableHead(LabelledImages images, int firstPixels, int lastPixels) {
        this.images = images;
        this.firstPixels = firstPixels;
        this.lastPixels = lastPixels;
    }

    /** Column names; the first one is empty, above the row's number. */
    public List<String> header() {
        return row("", "label", position -> "pixel" + (position + 1));
    }

    /** Up to five rows. */
    public List<List<String>> rows() {
        return IntStream.range(0, Math.min(ROWS, images.size()))
                .mapToObj(i -> row(
                        String.valueOf(i),
                        String.valueOf(images.label(i)),
                        position -> String.valueOf(images.pixel(i, position))))
                .toList();
    }

    /** How large the shown part and the whole table are. */
    public String remark() {
        return "%d of %d rows, %d of %d columns"
                .formatted(rows().size(), images.size(), 1 + firstPixels + lastPixels, 1 + ImageTensor.PIXELS);
    }

    private List<String> row(String number, String label, IntFunction<String> pixel) {
        List<String> row = new ArrayList<>(List.of(number, label));
        IntStream.range(0, firstPixels).mapToObj(pixel).forEach(row::add);
        row.add(LEFT_OUT);
        IntStream.range(ImageTensor.PIXELS - lastPixels, ImageTensor.PIXELS)
                .mapToObj(pixel)
                .forEach(row::add);
        return row;
    }
}
