package io.fashionstream.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart, drawn by ECharts in the reader's browser, in the page's colours: the first series has the main one, then come the
 * second and a faint one.
 *
 * @param caption what it shows, also for readers who cannot see it
 * @param option ECharts' own description of the chart: maps, lists, texts, numbers
 */
record Chart(String caption, Map<String, Object> option) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POINTS_WITH_SYMBOLS = 40;

    /** The option such that it may stand in a script element, which no text of it ends. */
    public String json() {
        try {
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
        return of(
                caption,
                horizontal(places, placesName),
                Map.of(
                        "type",
                        "value",
                        "name",
                        valuesName,
                        "scale",
                        !fromZero,
                        "nameTextStyle",
                        Map.of("align", "left")),
                series);
    }

    /** Bars of counts, each under its number; an axis by powers shows small counts beside large ones. */
    static Chart counts(String caption, List<String> places, String placesName, List<Integer> counts) {
        return of(
                caption,
                horizontal(places, placesName),
                Map.of("type", "log", "min", 0.5, "show", false),
                List.of(new Series("images", Kind.COUNTS, counts)));
    }

    private static Chart of(
            String caption, Map<String, Object> horizontal, Map<String, Object> vertical, List<Series> series) {
        return new Chart(
                caption,
                Map.of(
                        "animation", false,
                        "tooltip", Map.of("trigger", "axis"),
                        "legend", Map.of("show", series.size() > 1, "right", 0),
                        "grid", grid(horizontal, vertical),
                        "xAxis", horizontal,
                        "yAxis", vertical,
                        "series", series.stream().map(Series::option).toList()));
    }

    /** Room for the names of the axes, where they have any. */
    private static Map<String, Object> grid(Map<String, Object> horizontal, Map<String, Object> vertical) {
        int bottom = "".equals(horizontal.get("name")) ? 4 : 26;
        return Map.of(
                "left",
                8,
                "right",
                16,
                "top",
                vertical.containsKey("name") ? 40 : 32,
                "bottom",
                bottom,
                "containLabel",
                true);
    }

    private static Map<String, Object> horizontal(List<String> places, String name) {
        return Map.of("type", "category", "data", places, "name", name, "nameLocation", "middle", "nameGap", 30);
    }

    /** How values are drawn. */
    enum Kind {
        BARS("bar", "solid"),
        COUNTS("bar", "solid"),
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
     */
    record Series(String name, Kind kind, List<? extends Number> values) {
        private Map<String, Object> option() {
            Map<String, Object> option = new HashMap<>(Map.of("name", name, "type", kind.type, "data", values));
            if (kind.type.equals("bar")) {
                option.put("barMaxWidth", 34);
                option.put("label", Map.of("show", kind == Kind.COUNTS, "position", "top"));
            } else {
                option.put("lineStyle", Map.of("width", 2, "type", kind.stroke));
                option.put("showSymbol", kind == Kind.LINE && values.size() <= POINTS_WITH_SYMBOLS);
                option.put("symbolSize", 5);
                option.put("connectNulls", true);
            }
            return option;
        }
    }
}
