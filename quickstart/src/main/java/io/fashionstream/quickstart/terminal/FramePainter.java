package io.fashionstream.quickstart.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns a frame into lines that fit the terminal: what matters least is left out first. */
final class FramePainter {
    private static final int WIDEST = 92;
    private static final int GOOD = 78;
    private static final int FAIR = 179;
    private static final int POOR = 203;

    private final Style style;
    private final int columns;
    private final ImageStrip images;

    FramePainter(Style style) {
        this.style = style;
        this.columns = Math.min(WIDEST, style.size().columns() - 1);
        this.images = new ImageStrip(style);
    }

    /** At most one line fewer than the terminal has rows. */
    List<String> paint(Frame frame) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(progress(frame));
        lines.add(rate(frame));
        lines.add("");
        frame.models().forEach(model -> lines.add(model(model)));
        lines.add(frame.note().isEmpty() ? "" : "    " + style.dim(frame.note()));
        lines.add(style.dim(heading()));
        frame.classes().forEach(row -> lines.add(row(row)));
        Frame.ClassRow all = frame.all();
        if (all != null) {
            lines.add(row(all));
        }
        List<String> strip = images.paint(frame.latest(), columns);
        if (!strip.isEmpty() && lines.size() + strip.size() + 1 < style.size().rows()) {
            lines.add("");
            lines.addAll(strip);
        }
        return lines.subList(0, Math.min(lines.size(), style.size().rows() - 1));
    }

    /** One line of a long step. */
    String progress(String step, double share, String detail) {
        String line = "%s  %s  %3.0f %%  %s".formatted(step, style.bar(share, 24), share * 100, detail);
        return line.substring(0, Math.min(line.length(), columns));
    }

    private String progress(Frame frame) {
        Frame.Counts counts = frame.counts();
        int done = counts.labelled() + counts.rejected();
        String text = "  %s of %s images   %.1f s"
                .formatted(
                        Style.count(done),
                        Style.count(counts.total()),
                        frame.elapsed().toMillis() / 1000.0);
        int width = Math.max(10, columns - text.length() - 2);
        return "  " + style.colour(GOOD, style.bar((double) done / Math.max(1, counts.total()), width)) + text;
    }

    private String rate(Frame frame) {
        Frame.Rate rate = frame.rate();
        StringBuilder line = new StringBuilder();
        for (String figure : List.of(
                "  %s images/s".formatted(Style.count(Math.round(rate.imagesPerSecond()))),
                "   batches of %s (max %d)"
                        .formatted(String.format(Locale.ROOT, "%.1f", rate.meanBatch()), rate.maxBatch()),
                "   rejected %s".formatted(Style.count(frame.counts().rejected())),
                "   image to label %d ms".formatted(rate.latencyP50Millis()),
                " (p99 %d ms)".formatted(rate.latencyP99Millis()))) {
            line.append(line.length() + figure.length() <= columns ? figure : "");
        }
        return line.toString();
    }

    private String model(Frame.Model model) {
        String accuracy = model.labelled() == 0 ? "" : ", " + Style.percent(model.accuracy()) + " right";
        String text = "model %s  %s labels%s".formatted(model.shortId(), Style.count(model.labelled()), accuracy);
        String mark = style.unicode() ? "● " : "* ";
        return model.serving()
                ? "  " + style.colour(GOOD, mark) + style.bold(text) + "  serving"
                : "    " + style.dim(text);
    }

    private String heading() {
        String heading = "  true class  rolling accuracy" + " ".repeat(Math.max(1, columns - 56)) + "right of known"
                + "  most often taken for";
        return heading.substring(0, Math.min(heading.length(), columns));
    }

    private String row(Frame.ClassRow row) {
        String mistakes = row.mistakenFor() == null
                ? ""
                : "%s %s".formatted(row.mistakenFor(), Style.percent((double) row.mistakes() / row.known()));
        String figures = " %7s  %6s of %6s  ".formatted(known(row), Style.count(row.right()), Style.count(row.known()));
        int width = columns - 14 - figures.length() - 19;
        String bar = style.colour(colour(row.accuracy()), style.bar(row.accuracy(), Math.max(8, width)));
        String line = "  %-12s%s%s".formatted(row.name(), bar, figures);
        return columns < 60 ? line : line + style.dim(mistakes);
    }

    private static String known(Frame.ClassRow row) {
        return row.known() == 0 ? "-" : Style.percent(row.accuracy());
    }

    private static int colour(double accuracy) {
        return accuracy >= 0.9 ? GOOD : accuracy >= 0.75 ? FAIR : POOR;
    }
}
