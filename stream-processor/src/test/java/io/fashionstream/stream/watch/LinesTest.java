package io.fashionstream.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aLabelSaysWhatTheCatalogueSaidAndWhatToDoubt() {
        LabelText text = new LabelText(Paint.PLAIN, ZoneOffset.UTC);

        assertThat(text.line(label(Category.SHIRT, true)))
                .startsWith("12:00:00.012  sku-1-front")
                .contains("Coat         61.0 %  declared Shirt  uncertain")
                .endsWith("12 ms, model abcdefgh");
        assertThat(text.line(label(null, false))).doesNotContain("declared", "uncertain");
    }

    @Test
    void onATerminalRightAndWrongHaveColours() {
        LabelText text = new LabelText(Paint.COLOURED, ZoneOffset.UTC);

        assertThat(text.line(label(Category.COAT, false))).contains("\033[32mCoat");
        assertThat(text.line(label(Category.SHIRT, false))).contains("\033[31mCoat");
    }

    @Test
    void aRejectionSaysWhyAndWhere() {
        RejectedImage rejected = new RejectedImage(
                RejectionReason.TRUNCATED, "too short", null, null, null, "product-images", 3, 42, NOON);

        assertThat(new RejectionText(Paint.PLAIN, ZoneOffset.UTC).line(rejected))
                .contains("12:00:00.000  (no image id)", "TRUNCATED", "too short", "product-images/3/42");
    }

    @Test
    void theScreenDrawsOverWhatItDrewBefore() {
        StringWriter terminal = new StringWriter();
        try (Screen screen = new Screen(new PrintWriter(terminal))) {
            screen.draw(List.of("one", "two"));
            screen.draw(List.of("three"));
        }

        assertThat(terminal.toString()).containsOnlyOnce("\033[2A\r").endsWith("\033[?25h");
    }

    private static ImageLabel label(@Nullable Category declared, boolean uncertain) {
        Map<Category, Double> probabilities =
                Category.ALL.stream().collect(Collectors.toMap(category -> category, category -> 0.1));
        return new ImageLabel(
                "sku-1",
                "sku-1-front",
                "e1",
                Category.COAT,
                0.61,
                probabilities,
                uncertain,
                false,
                "abcdefghijk",
                NOON,
                NOON.plusMillis(12),
                declared,
                null);
    }
}
