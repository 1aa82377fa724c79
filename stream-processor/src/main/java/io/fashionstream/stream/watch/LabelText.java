package io.fashionstream.stream.watch;

import io.fashionstream.command.Printable;
import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A label as one line for people. */
public final class LabelText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Paint paint;
    private final ZoneId zone;

    /**
     * @param zone in which times are shown
     */
    public LabelText(Paint paint, ZoneId zone) {
        this.paint = paint;
        this.zone = zone;
    }

    /** Time, image, category with its confidence, what the catalogue said, flags, delay, model. */
    public String line(ImageLabel label) {
        return "%s  %-24s %s  %s%s%s  %s"
                .formatted(
                        TIME.format(label.classifiedTime().atZone(zone)),
                        Printable.of(label.imageId()),
                        category(label),
                        declared(label),
                        label.uncertain() ? "  " + paint.strong("uncertain") : "",
                        label.outOfDistribution() ? "  " + paint.strong("unlike the training data") : "",
                        paint.faint(delay(label) + ", model " + ShortId.of(label.modelId())));
    }

    private String category(ImageLabel label) {
        String text =
                String.format(Locale.ROOT, "%-11s %5.1f %%", label.category().displayName(), label.confidence() * 100);
        Category declared = label.declaredCategory();
        if (declared == null) {
            return text;
        }
        return declared == label.category() ? paint.good(text) : paint.bad(text);
    }

    private static String declared(ImageLabel label) {
        Category declared = label.declaredCategory();
        if (declared == null) {
            return "";
        }
        return declared == label.category() ? "as declared" : "declared " + declared.displayName();
    }

    private static String delay(ImageLabel label) {
        return Duration.between(label.imageTime(), label.classifiedTime()).toMillis() + " ms";
    }
}
