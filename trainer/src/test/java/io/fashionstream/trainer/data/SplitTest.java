package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.image.ImageTensor;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SplitTest {
    @Test
    void everyClassGivesTheSameShare() {
        Split split = Split.stratified(numbered(600, i -> i % 10), 60, 7);

        assertThat(split.validation().countByLabel()).containsOnly(6);
        assertThat(split.training().countByLabel()).containsOnly(54);
    }

    @Test
    void unequalClassesKeepTheirProportionsToWithinOneImage() {
        // 67 of class 0, 33 of class 5: a tenth is 6.7 and 3.3.
        Split split = Split.stratified(numbered(100, i -> i < 67 ? 0 : 5), 10, 7);

        assertThat(split.validation().countByLabel())
                .startsWith(7)
                .satisfies(counts -> assertThat(counts[5]).isEqualTo(3));
    }

    @Test
    void everyImageIsInExactlyOnePartAndTheOrderIsKept() {
        Split split = Split.stratified(numbered(1000, i -> i % 10), 100, 42);

        int[] training = numbers(split.training());
        int[] validation = numbers(split.validation());
        assertThat(training).isSorted();
        assertThat(validation).isSorted();
        assertThat(IntStream.concat(Arrays.stream(training), Arrays.stream(validation))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void theSeedDecides() {
        LabelledImages images = numbered(1000, i -> i % 10);

        int[] once = numbers(Split.stratified(images, 100, 1).validation());

        assertThat(numbers(Split.stratified(images, 100, 1).validation())).isEqualTo(once);
        assertThat(numbers(Split.stratified(images, 100, 2).validation())).isNotEqualTo(once);
        // Written down once: a change of the split would make old figures incomparable.
        assertThat(once).startsWith(6, 10, 28, 53, 59, 60, 62, 64);
    }

    @Test
    void thereMustBeImagesOnBothSides() {
        LabelledImages images = numbered(20, i -> i % 10);

        assertThatThrownBy(() -> Split.stratified(images, 20, 1))
                .hasMessage("validation images must be 1 to 19 (all but one), got 20");
        assertThatThrownBy(() -> Split.stratified(images, 0, 1))
                .hasMessage("validation images must be 1 to 19 (all but one), got 0");
        assertThat(Split.stratified(images, 19, 1).training().size()).isOne();
    }

    /** Images that carry their own number in the first two pixels. */
    private static LabelledImages numbered(int count, IntUnaryOperator label) {
        byte[] pixels = new byte[count * ImageTensor.PIXELS];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[i * ImageTensor.PIXELS] = (byte) (i >> 8);
            pixels[i * ImageTensor.PIXELS + 1] = (byte) i;
            labels[i] = (byte) label.applyAsInt(i);
        }
        return new LabelledImages(pixels, labels);
    }

    private static int[] numbers(LabelledImages images) {
        return IntStream.range(0, images.size())
                .map(i -> images.pixel(i, 0) << 8 | images.pixel(i, 1))
                .toArray();
    }
}
