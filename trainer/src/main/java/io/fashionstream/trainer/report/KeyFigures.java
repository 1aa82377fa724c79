package io.fashionstream.trainer.report;

import java.util.List;
import java.util.stream.Collectors;

/** The few numbers that a reader wants first, large and side by side. */
record KeyFigures(List<Figure> figures) implements Block {
    /** One number with what it is, and a remark in small print that may be empty. */
    record Figure(String name, String value, String remark) {}

    @Override
    public String html() {
        return figures.stream()
                .map(figure -> "<div class=\"figure\"><b>%s</b><span>%s</span><small>%s</small></div>"
                        .formatted(
                                Block.escaped(figure.value()),
                                Block.escaped(figure.name()),
                                Block.escaped(figure.remark())))
                .collect(Collectors.joining("", "<div class=\"figures\">", "</div>\n"));
    }
}
