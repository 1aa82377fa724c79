package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.event.Classes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KaggleCsvTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("images.csv");
    }

    /** The file that holds these images of {@code images}: a header, and a line for each. */
    static List<String> lines(LabelledImages images, int... indices) {
        List<String> lines = new ArrayList<>();
        lines.add("label,"
                + IntStream.rangeClosed(1, 784).mapToObj(i -> "pixel" + i).collect(Collectors.joining(",")));
        for (int index : indices) {
            lines.add(images.label(index) + ","
                    + IntStream.range(0, 784)
                            .mapToObj(i -> String.valueOf(images.pixel(index, i)))
                            .collect(Collectors.joining(",")));
        }
        return lines;
    }

    @Test
    void imagesAndLabelsAreReadAsTheyAreInTheOtherForm() throws IOException {
        Files.write(file, lines(Sample.test(), 0, 1, 2));

        LabelledImages read = KaggleCsv.read(file, Classes.FASHION_MNIST).images();

        LabelledImages same = Sample.test().select(new int[] {0, 1, 2});
        assertThat(read.pixels()).isEqualTo(same.pixels());
        assertThat(read.labels()).isEqualTo(same.labels());
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused(List.of(), "line 1: expected the header, found an empty file");
    }

    @Test
    void aHeaderAloneIsRefused() {
        assertRefused(lines(Sample.test()), "line 2: expected an image, found the end");
    }

    @Test
    void aWrongHeaderIsRefused() {
        List<String> lines = lines(Sample.test(), 0);
        lines.set(0, lines.get(0).replace("pixel28,", "pixel_28,"));

        assertRefused(lines, "line 1, column 29: expected the name \"pixel28\", found \"pixel_28\"");
    }

    @Test
    void aFileWithoutAHeaderIsRefused() {
        List<String> lines = lines(Sample.test(), 0, 1);
        lines.remove(0);

        assertRefused(lines, "line 1, column 1: expected the name \"label\", found \"9\"");
    }

    @Test
    void aWrongNumberOfColumnsIsRefused() {
        List<String> tooMany = lines(Sample.test(), 0, 1);
        tooMany.set(2, tooMany.get(2) + ",0");
        List<String> tooFew = lines(Sample.test(), 0, 1);
        tooFew.set(1, tooFew.get(1).substring(0, tooFew.get(1).lastIndexOf(',')));

        assertRefused(tooMany, "line 3: expected 785 columns, found 786");
        assertRefused(tooFew, "line 2: expected 785 columns, found 784");
        assertRefused(List.of("label"), "line 1: expected 785 columns, found 1");
    }

    @Test
    void aLabelOutsideZeroToNineIsRefused() {
        List<String> lines = lines(Sample.test(), 0, 1, 2);
        lines.set(3, "10" + lines.get(3).substring(1));

        assertRefused(lines, "line 4, column 1 (label): expected a whole number 0 to 9, found \"10\"");
    }

    @Test
    void aPixelThatIsNotAByteIsRefused() {
        for (String bad : List.of("256", "-1", "1.5", "", "x", " 7", "0255", "\u0661")) {
            List<String> lines = lines(Sample.test(), 0);
            lines.set(1, lines.get(1).substring(0, lines.get(1).lastIndexOf(',') + 1) + bad);

            assertRefused(
                    lines, "line 2, column 785 (pixel784): expected a whole number 0 to 255, found \"" + bad + "\"");
        }
    }

    @Test
    void anEmptyLineIsRefused() {
        List<String> lines = lines(Sample.test(), 0, 1);
        lines.add(2, "");

        assertRefused(lines, "line 3: expected 785 columns, found 1");
    }

    private void assertRefused(List<String> lines, String reason) {
        assertThatThrownBy(() -> KaggleCsv.read(Files.write(file, lines), Classes.FASHION_MNIST))
                .isInstanceOf(DataSetException.class)
                .hasMessage(file + ": " + reason);
    }
}
