package io.fashionstream.quickstart.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.command.Screen;
import io.fashionstream.command.TerminalSize;
import io.fashionstream.image.ImageTensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FramePainterTest {
    private static final Style WIDE = style(true, 100, 40);

    @Test
    void everyClassHasItsBarItsFiguresAndItsCommonestMistake() {
        List<String> lines = new FramePainter(WIDE).paint(frame());

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("Shirt")
                        .contains("68.0 %")
                        .contains("68 of")
                        .contains("Coat 20.0 %")
                        .contains("█"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("all").contains("84.0 %"));
        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line).contains("● model 9bd211ee").contains("serving"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("batches of 9.4 (max 47)"));
    }

    @Test
    void theFrameFitsTheTerminalAndDropsThePicturesFirst() {
        List<String> tall = new FramePainter(WIDE).paint(frame());
        List<String> low = new FramePainter(style(true, 100, 14)).paint(frame());
        List<String> narrow = new FramePainter(style(true, 60, 40)).paint(frame());

        assertThat(tall).anyMatch(line -> line.contains("✗ Coat"));
        assertThat(low).hasSizeLessThan(14).noneMatch(line -> line.contains("✗ Coat"));
        assertThat(low).anyMatch(line -> line.contains("68.0 %"));
        assertThat(narrow).allMatch(line -> line.length() < 60);
    }

    @Test
    void withoutUnicodeOnlyAsciiIsDrawn() {
        List<String> lines = new FramePainter(style(false, 100, 40)).paint(frame());

        assertThat(String.join("", lines).chars()).allMatch(character -> character < 128);
    }

    @Test
    void aLiveTableDrawsOverItselfAndPlainLinesNeverDo() {
        String live = shown(out -> new LiveTable(new Screen(out, WIDE::size), WIDE));
        String plain = shown(PlainLines::new);

        assertThat(live).contains("\033[");
        assertThat(plain).doesNotContain("\033").hasLineCount(2);
        assertThat(plain).contains("120 of 400 images labelled").contains("lowest: Shirt 68.0 %");
    }

    @Test
    void whoseTruthIsNotKnownYetHasNoAccuracy() {
        Frame beforeTruths = frame(Duration.ofSeconds(5), new Frame.ClassRow("all", 0, 0, null, 0));

        String plain = shown(PlainLines::new, beforeTruths);
        List<String> live = new FramePainter(WIDE).paint(beforeTruths);

        assertThat(plain).contains("120 of 400 images labelled").doesNotContain("accuracy");
        assertThat(live)
                .anySatisfy(
                        line -> assertThat(line).contains("all").contains(" - ").doesNotContain("0.0 %"));
    }

    private static Style style(boolean unicode, int columns, int rows) {
        return new Style(unicode, false, new TerminalSize(columns, rows));
    }

    /** Two frames 100 ms apart and one 3 s later. */
    private static String shown(Function<PrintWriter, View> view) {
        return shown(
                view, frame(Duration.ofSeconds(10)), frame(Duration.ofMillis(10_100)), frame(Duration.ofSeconds(13)));
    }

    private static String shown(Function<PrintWriter, View> view, Frame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        View shown = view.apply(new PrintWriter(bytes, true, StandardCharsets.UTF_8));
        for (Frame frame : frames) {
            shown.show(frame);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Frame frame() {
        return frame(Duration.ofSeconds(5));
    }

    private static Frame frame(Duration elapsed) {
        return frame(elapsed, new Frame.ClassRow("all", 168, 200, null, 0));
    }

    private static Frame frame(Duration elapsed, Frame.ClassRow all) {
        byte[] white = new byte[ImageTensor.PIXELS];
        Arrays.fill(white, (byte) 255);
        ImageTensor image = new ImageTensor(white);
        return new Frame(
                elapsed,
                new Frame.Counts(400, 130, 120, 3),
                new Frame.Rate(301, 9.4, 47, 14, 41),
                List.of(
                        new Frame.Model("4f2c9a11" + "0".repeat(56), 60, 0.8, false),
                        new Frame.Model("9bd211ee" + "0".repeat(56), 60, 0.9, true)),
                "half-way: released model 9bd211ee",
                List.of(
                        new Frame.ClassRow("Trouser", 100, 100, null, 0),
                        new Frame.ClassRow("Shirt", 68, 100, "Coat", 20)),
                all,
                List.of(new Frame.Specimen(image, "Coat", false), new Frame.Specimen(image, "Bag", true)));
    }
}
