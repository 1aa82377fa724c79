package io.fashionstream.trainer.report;

import io.fashionstream.event.Category;
import io.fashionstream.trainer.evaluation.ConfusionMatrix;
import java.util.Locale;

/** A confusion matrix as a table; the deeper a cell's colour, the larger its share of the true category's images. */
record HeatMap(ConfusionMatrix confusion) implements Block {
    private static final String RIGHT = "37, 99, 168";
    private static final String WRONG = "200, 69, 47";
    private static final double LIGHT_TEXT_FROM = 0.55;

    @Override
    public String html() {
        StringBuilder html = new StringBuilder(
                "<div class=\"wide\"><table class=\"heat\"><thead><tr><th>true \u2193 labelled \u2192</th>");
        Category.ALL.forEach(category -> html.append("<th scope=\"col\">%s</th>".formatted(name(category))));
        html.append("</tr></thead><tbody>");
        for (Category actual : Category.ALL) {
            html.append("<tr><th scope=\"row\">%s</th>".formatted(name(actual)));
            Category.ALL.forEach(predicted -> html.append(cell(actual, predicted)));
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private String cell(Category actual, Category predicted) {
        int count = confusion.count(actual, predicted);
        double share = (double) count / Math.max(1, confusion.support(actual));
        // The root makes a few mistakes among many images visible.
        double depth = actual == predicted ? share : Math.sqrt(share);
        return String.format(
                Locale.ROOT,
                "<td style=\"background:rgba(%s,%.2f);color:%s\" title=\"%s labelled %s: %d (%.1f %%)\">%s</td>",
                actual == predicted ? RIGHT : WRONG,
                depth,
                depth >= LIGHT_TEXT_FROM ? "#fff" : "inherit",
                name(actual),
                name(predicted),
                count,
                100 * share,
                count == 0 ? "" : String.valueOf(count));
    }

    private static String name(Category category) {
        return Block.escaped(category.displayName());
    }
}
