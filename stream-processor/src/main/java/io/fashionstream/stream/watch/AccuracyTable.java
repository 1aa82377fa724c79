package io.fashionstream.stream.watch;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ModelAlias;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest accuracy rows, as one table for the champion and one for the challenger. Of several models of one alias,
 * which is what a release looks like for a while, the one that labelled last has the table and the others a line. One
 * thread.
 */
public final class AccuracyTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String COLUMNS = "%-12s %8s %8s %8s   %-16s %9s %8s %8s %9s   %10s %9s";
    private static final String HEADER = COLUMNS.formatted(
            "",
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
    private final Map<ModelAlias, Map<String, Model>> models = new EnumMap<>(ModelAlias.class);

    /**
     * @param zone in which times are shown
     */
    public AccuracyTable(Paint paint, ZoneId zone) {
        this.paint = paint;
        this.zone = zone;
    }

    /** Takes in one row. */
    public void add(ClassAccuracy row) {
        models.computeIfAbsent(row.alias(), alias -> new HashMap<>())
                .computeIfAbsent(row.modelId(), id -> new Model())
                .add(row);
    }

    /** The tables as they are now; says so when there is nothing yet. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        models.values().forEach(ofAlias -> addTables(ofAlias, lines));
        return lines.isEmpty() ? List.of("No accuracy published yet") : lines;
    }

    private void addTables(Map<String, Model> ofAlias, List<String> lines) {
        Instant newest = ofAlias.values().stream()
                .map(model -> model.newest().publishedTime())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Model> current = ofAlias.values().stream()
                .filter(model -> model.newest().publishedTime().equals(newest))
                .sorted(Comparator.comparing((Model model) -> model.activeAt).reversed())
                .toList();
        addTable(current.get(0), lines);
        current.stream().skip(1).map(model -> line(model.newest())).forEach(lines::add);
    }

    private void addTable(Model model, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        ClassAccuracy newest = model.newest();
        lines.add("%s %s   labels classified from %s to %s   published %s"
                .formatted(
                        paint.strong(newest.alias().key()),
                        ShortId.of(newest.modelId()),
                        time(newest.windowStart()),
                        time(newest.windowEnd()),
                        time(newest.publishedTime())));
        lines.add(paint.faint(HEADER));
        Category.ALL.forEach(category ->
                model.row(category.name()).ifPresent(row -> lines.add(columns(category.displayName(), row))));
        model.row(ClassAccuracy.ALL).ifPresent(row -> lines.add(paint.strong(columns("all", row))));
    }

    private static String columns(String name, ClassAccuracy row) {
        Figures window = row.window();
        ClassAccuracy.Interval interval = window.interval();
        return COLUMNS.formatted(
                name,
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
    }

    /** One row as one line, where nothing can be drawn over. */
    public String line(ClassAccuracy row) {
        return "%s %s %s %s: %s of %s right, accuracy %s, precision %s, recall %s, f1 %s, coverage %s, %s"
                .formatted(
                        time(row.publishedTime()),
                        row.alias().key(),
                        ShortId.of(row.modelId()),
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

    /** The newest row of each scope of one model. */
    private static final class Model {
        private final Map<String, ClassAccuracy> rows = new HashMap<>();
        private long labelled = -1;
        private Instant activeAt = Instant.MIN;

        void add(ClassAccuracy row) {
            rows.merge(row.scope(), row, (older, newer) -> older.sequence() > newer.sequence() ? older : newer);
            if (row.scope().equals(ClassAccuracy.ALL) && row.total().labelled() > labelled) {
                labelled = row.total().labelled();
                activeAt = row.publishedTime();
            }
        }

        Optional<ClassAccuracy> row(String scope) {
            return Optional.ofNullable(rows.get(scope));
        }

        ClassAccuracy newest() {
            return rows.values().stream()
                    .max(Comparator.comparing(ClassAccuracy::publishedTime))
                    .orElseThrow();
        }
    }
}
