package io.fashionstream.trainer.report;

import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** How values are written on all pages: filters of the templates, some of which Java calls as well. */
final class Figures extends AbstractExtension {
    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "credit", filter(classes -> OriginInWords.credit((Classes) classes)),
                "count", filter(value -> count(((Number) value).longValue())),
                "percent", filter(value -> percent(((Number) value).doubleValue())),
                "heat", filter(image -> heat((ScoredImage) image)),
                "picture", filter(image -> PngPicture.dataUri((ImageTensor) image)),
                "printf", new Printf(),
                "ratio", filter(value -> ratio(((Number) value).doubleValue())),
                "rounded", filter(value -> count(Math.round(((Number) value).doubleValue()))),
                "share", filter(value -> share(((Number) value).doubleValue())),
                "sorted", filter(map -> new TreeMap<>((Map<?, ?>) map)));
    }

    /** Four places: {@code 0.9512}. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.4f", ratio);
    }

    /** {@code 95.12 %}. */
    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.2f\u00a0%%", 100 * ratio);
    }

    /** {@code 95.1 %}. */
    static String share(double ratio) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * ratio);
    }

    /** {@code 13,017,770}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String heat(ScoredImage image) {
        return PngPicture.dataUri(image.image(), Objects.requireNonNull(image.heat(), "the image has no map"));
    }

    private static Filter filter(Function<Object, Object> function) {
        return new Filter() {
            @Override
            public Object apply(
                    Object input, Map<String, Object> named, PebbleTemplate self, EvaluationContext context, int line) {
                return function.apply(input);
            }

            @Override
            public List<String> getArgumentNames() {
                return List.of();
            }
        };
    }

    /** {@code value | printf("%.1f")}, as Java formats it. */
    private static final class Printf implements Filter {
        @Override
        public Object apply(
                Object input, Map<String, Object> named, PebbleTemplate self, EvaluationContext context, int line) {
            return String.format(Locale.ROOT, String.valueOf(named.get("format")), input);
        }

        @Override
        public List<String> getArgumentNames() {
            return List.of("format");
        }
    }
}
