package io.fashionstream.trainer.report;

import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelManifest.Measured;
import io.fashionstream.event.Precision;
import io.fashionstream.trainer.export.SecondLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a model after its report was written, as a section that is put before the others. */
public final class LaterSection {
    private static final String FIRST_SECTION = "<main>";

    private final String html;

    private LaterSection(String html) {
        this.html = html;
    }

    /**
     * One line of its table.
     *
     * @param before null where the model had no such network or the set was not measured
     */
    public record Row(String set, String network, @Nullable Measured before, Measured after) {}

    /** Of a model that was given a second look. */
    public static LaterSection ofSecondLook(SecondLook look, ModelManifest before, ModelManifest after) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Validation", "floats", before.validation(), after.validation()));
        Measured test = after.test();
        if (test != null) {
            rows.add(new Row("Test set", "floats", before.test(), test));
        }
        if (after.int8() != null) {
            addIntegers(before.int8() == null ? null : before.servedWith(Precision.INT8), after, rows);
        }
        return new LaterSection(Page.part("second-look", Map.of("below", look.below(), "rows", rows)));
    }

    private static void addIntegers(@Nullable ModelManifest before, ModelManifest after, List<Row> rows) {
        ModelManifest served = after.servedWith(Precision.INT8);
        rows.add(new Row(
                "Validation", "8-bit integers", before == null ? null : before.validation(), served.validation()));
        Measured test = served.test();
        if (test != null) {
            rows.add(new Row("Test set", "8-bit integers", before == null ? null : before.test(), test));
        }
    }

    /** The report with this section; a page that is not one of ours is left as it is. */
    public String addedTo(String report) {
        int main = report.indexOf(FIRST_SECTION);
        return main < 0
                ? report
                : new StringBuilder(report)
                        .insert(main + FIRST_SECTION.length(), "\n" + html)
                        .toString();
    }
}
