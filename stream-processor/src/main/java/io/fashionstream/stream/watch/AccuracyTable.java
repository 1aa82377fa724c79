package io.fashionstream.stream.watch;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelAlias;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest accuracy rows, as one table for the champion and one for the challenger. Of several models of one alias,
 * which is what a release looks like for a while, the one that the alias points at has the table; the others are retired
 * and have a line. One thread.
 */
public final class AccuracyTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int NARROWEST_NAME = 12;
    private static final int WIDEST_NAME = 32;
    private static final String COLUMNS = "%8s %8s %8s   %-16s %9s %8s %8s %9s   %10s %9s";
    private static final String HEADER = COLUMNS.formatted(
            "known",
            "right",
            "accuracy",
            "95 % interval",
            "precision",
            "recall",
            "f1",
            "coverage",
            "total",
            "accuracy");
    private static final String NOTHING = "-";

    private final Paint paint;
    private final ZoneId zone;
    private final ReleasedClasses classes;
    private final LatestAccuracy latest = new LatestAccuracy();

    /**
     * @param zone in which times are shown
     * @param classes what models call their classes
     */
    public AccuracyTable(Paint paint, ZoneId zone, ReleasedClasses classes) {
        this.paint = paint;
        this.zone = zone;
        this.classes = classes;
    }

    /** Takes in one row. */
    public void add(ClassAccuracy row) {
        latest.add(row);
    }

    /** The tables as they are now; says so when there is nothing yet. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ModelAlias alias : ModelAlias.values()) {
            addTables(alias, lines);
        }
        return lines.isEmpty() ? List.of("No accuracy published yet") : lines;
    }

    private void addTables(ModelAlias alias, List<String> lines) {
        Optional<String> released = latest.released(alias);
        released.ifPresent(model -> addTable(alias, model, lines));
        latest.published(alias).stream()
                .filter(model -> !model.equals(released.orElse(null)))
                .flatMap(model -> latest.row(alias, model, ClassAccuracy.ALL).stream())
                .map(this::line)
                .forEach(lines::add);
    }

    private void addTable(ModelAlias alias, String model, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        latest.rows(alias, model).stream()
                .max(Comparator.comparing(ClassAccuracy::publishedTime))
                .ifPresent(newest -> lines.add(title(newest)));
        List<ClassAccuracy> rows = rowsOfClasses(alias, model);
        int width = rows.stream()
                .mapToInt(row -> name(row).length())
                .reduce(NARROWEST_NAME, (widest, name) -> Math.min(WIDEST_NAME, Math.max(widest, name)));
        lines.add(paint.faint(" ".repeat(width + 1) + HEADER));
        rows.forEach(row -> lines.add(columns(width, name(row), row)));
        latest.row(alias, model, ClassAccuracy.ALL)
                .ifPresent(row -> lines.add(paint.strong(columns(width, "all", row))));
    }

    /** In the order of the model's classes; where that is not known, in Fashion-MNIST's and then by code. */
    private List<ClassAccuracy> rowsOfClasses(ModelAlias alias, String model) {
        Classes order = classes.of(model).orElse(Classes.FASHION_MNIST);
        return latest.rows(alias, model).stream()
                .filter(row -> !row.scope().equals(ClassAccuracy.ALL))
                .sorted(Comparator.<ClassAccuracy>comparingInt(row -> order.indexOf(new Category(row.scope())))
                        .thenComparing(ClassAccuracy::scope))
                .toList();
    }

    private String name(ClassAccuracy row) {
        return classes.name(row.modelId(), new Category(row.scope()));
    }

    private String title(ClassAccuracy newest) {
        return "%s %s   labels classified from %s to %s   published %s"
                .formatted(
                        paint.strong(newest.alias().key()),
                        EventText.shortId(newest.modelId()),
                        time(newest.windowStart()),
                        time(newest.windowEnd()),
                        time(newest.publishedTime()));
    }

    private static String columns(int width, String name, ClassAccuracy row) {
        Figures window = row.window();
        ClassAccuracy.Interval interval = window.interval();
        String shown = name.length() <= width ? name : name.substring(0, width - 3) + "...";
        String figures = COLUMNS.formatted(
                count(window.support()),
                count(window.correct()),
                ratio(window.accuracy()),
                interval == null ? NOTHING : ratio(interval.low()) + " to " + ratio(interval.high()),
                ratio(window.precision()),
                ratio(window.recall()),
                ratio(window.f1()),
                ratio(window.coverage()),
                count(row.total().support()),
                ratio(row.total().accuracy()));
        return shown + " ".repeat(width - shown.length() + 1) + figures;
    }

    /** One row as one line, where nothing can be drawn over. */
    public String line(ClassAccuracy row) {
        return "%s %s%s %s %s: %s of %s right, accuracy %s, precision %s, recall %s, f1 %s, coverage %s, %s"
                .formatted(
                        time(row.publishedTime()),
                        Boolean.FALSE.equals(row.released()) ? "retired " : "",
                        row.alias().key(),
                        EventText.shortId(row.modelId()),
                        row.scope(),
                        count(row.window().correct()),
                        count(row.window().support()),
                        ratio(row.window().accuracy()),
                        ratio(row.window().precision()),
                        ratio(row.window().recall()),
                        ratio(row.window().f1()),
                        ratio(row.window().coverage()),
                        row.window().evidence().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String ratio(@Nullable Double ratio) {
        return ratio == null ? NOTHING : String.format(Locale.ROOT, "%.3f", ratio);
    }
}
