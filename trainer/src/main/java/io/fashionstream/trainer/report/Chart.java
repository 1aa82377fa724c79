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

    /** A named line or set of bars over the categories of the horizontal axis. */
    record Series(String name, String type, List<? extends Number> values, String colour) {
        Map<String, Object> option() {
            return Map.of(
                    "name",
                    name,
                    "type",
                    type,
                    "data",
                    values,
                    "itemStyle",
                    Map.of("color", colour),
                    "lineStyle",
                    Map.of("color", colour, "width", 2),
                    "symbolSize",
                    5,
                    "barMaxWidth",
                    34);
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
        Map<String, Object> horizontal =
                Map.of("type", "category", "data", places, "name", placesName, "nameLocation", "middle", "nameGap", 30);
        Map<String, Object> vertical = Map.of(
                "type", "value", "name", valuesName, "scale", !fromZero, "nameTextStyle", Map.of("align", "left"));
        return new Chart(
                caption,
                Map.of(
                        "animation", false,
                        "tooltip", Map.of("trigger", "axis"),
                        "legend", Map.of("show", series.size() > 1, "right", 0),
                        "grid", Map.of("left", 8, "right", 16, "top", 36, "bottom", 36, "containLabel", true),
                        "xAxis", horizontal,
                        "yAxis", vertical,
                        "series", series.stream().map(Series::option).toList()));
    }
}
