package io.fashionstream.trainer.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of text; the first column is a heading of its row, all others are aligned to the right.
 *
 * @param caption may be empty
 * @param emphasised how many rows at the end are sums or averages
 */
record Table(String caption, List<String> header, List<List<String>> rows, int emphasised) implements Block {
    @Override
    public String html() {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table>");
        if (!caption.isEmpty()) {
            html.append("<caption>").append(Block.escaped(caption)).append("</caption>");
        }
        html.append("<thead>").append(row(header, "th scope=\"col\"", "th")).append("</thead><tbody>");
        for (int i = 0; i < rows.size(); i++) {
            String row = row(rows.get(i), "td", "td");
            html.append(i >= rows.size() - emphasised ? row.replace("<tr>", "<tr class=\"sum\">") : row);
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String row(List<String> cells, String open, String close) {
        return cells.stream()
                .map(Block::escaped)
                .collect(Collectors.joining(
                        "</%s><%s>".formatted(close, open), "<tr><%s>".formatted(open), "</%s></tr>".formatted(close)));
    }
}
