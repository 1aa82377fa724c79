package io.fashionstream.quickstart;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.Classes;
import io.fashionstream.quickstart.terminal.Frame;
import io.fashionstream.testkit.ledger.AccuracyRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rolling accuracy of a model as the live table shows it.
 *
 * @param classes those of the data that is streamed, in the order of the lines
 */
record AccuracyTable(AccuracyRows rows, Classes classes) {
    /** The rolling window of {@code modelId}, in the order of its classes; empty before its first publication. */
    List<Frame.ClassRow> classes(String modelId) {
        return classes.categories().stream()
                .flatMap(category -> rows.row(modelId, category.code()).stream()
                        .map(row -> classRow(classes.name(category), Optional.of(category), row)))
                .toList();
    }

    /** The same over all classes. */
    Optional<Frame.ClassRow> all(String modelId) {
        return rows.row(modelId, ClassAccuracy.ALL).map(row -> classRow("all classes", Optional.empty(), row));
    }

    private Frame.ClassRow classRow(String name, Optional<Category> own, ClassAccuracy row) {
        ClassAccuracy.Figures window = row.window();
        Optional<Map.Entry<Category, Long>> mistake = own.isEmpty()
                ? Optional.empty()
                : window.confusion().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(own.get()) && entry.getValue() > 0)
                        .max(Map.Entry.comparingByValue());
        return new Frame.ClassRow(
                name,
                window.correct(),
                window.support(),
                mistake.map(Map.Entry::getKey).map(classes::name).orElse(null),
                mistake.map(Map.Entry::getValue).orElse(0L));
    }
}
