package io.fashionstream.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * A chart, drawn by ECharts in the reader's browser.
 *
 * @param caption what it shows, also for readers who cannot see it
 * @param option ECharts' own description of the chart: maps, lists, texts, numbers
 */
record Chart(String caption, Map<String, Object> option) implements Block {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POINTS_WITH_SYMBOLS = 40;

    @Override
    public String html() {
        return """
                <figure class="plot"><div class="chart" role="img" aria-label="%s"></div>\
                <script type="application/json">%s</script><figcaption>%s</figcaption></figure>
                """.formatted(Block.escaped(caption), json(), Block.escaped(caption));
    }

    private String json() {
        try {
            // No text may end the script element that holds it.
            return JSON.writeValueAsString(option).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the chart \"" + caption + "\" cannot be written as JSON", e);
        }
    }

    /**
     * A chart of {@code series} over named places on the horizontal axis.
     *
     * @param fromZero whether the vertical axis must show 0
     */
    static Chart over(
            String caption,
            List<String> places,
            String placesName,
            String valuesName,
            boolean fromZero,
            List<Series> series) {
        return new Chart(
                caption,
                Map.of(
                        "animation", false,
                        "tooltip", Map.of("trigger", "axis"),
                        "legend", Map.of("show", series.size() > 1, "right", 0),
                        "grid", Map.of("left", 8, "right", 16, "top", 40, "bottom", 26, "containLabel", true),
                        "xAxis", horizontal(places, placesName),
                        "yAxis", vertical(valuesName, fromZero),
                        "series", series.stream().map(Series::option).toList()));
    }

    private static Map<String, Object> horizontal(List<String> places, String name) {
        return Map.of("type", "category", "data", places, "name", name, "nameLocation", "middle", "nameGap", 30);
    }

    private static Map<String, Object> vertical(String name, boolean fromZero) {
        return Map.of("type", "value", "name", name, "scale", !fromZero, "nameTextStyle", Map.of("align", "left"));
    }

    /** How values are drawn. */
    enum Kind {
        BARS("bar", "solid"),
        LINE("line", "solid"),
        DASHES("line", "dashed");

        private final String type;
        private final String stroke;

        Kind(String type, String stroke) {
            this.type = type;
            this.stroke = stroke;
        }
    }

    /**
     * Values over the places of the horizontal axis.
     *
     * @param values one for each place; NaN leaves its place empty
     * @param colour as CSS writes it
     */
    record Series(String name, Kind kind, List<? extends Number> values, String colour) {
        private Map<String, Object> option() {
            return Map.of(
                    "name",
                    name,
                    "type",
                    kind.type,
                    "data",
                    values,
                    "itemStyle",
                    Map.of("color", colour),
                    "lineStyle",
                    Map.of("color", colour, "width", 2, "type", kind.stroke),
                    "showSymbol",
                    kind == Kind.LINE && values.size() <= POINTS_WITH_SYMBOLS,
                    "connectNulls",
                    true,
                    "symbolSize",
                    5,
                    "barMaxWidth",
                    34);
        }
    }
}
