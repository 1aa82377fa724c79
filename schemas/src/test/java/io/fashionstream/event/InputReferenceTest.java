package io.fashionstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.event.InputReference.Histogram;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InputReferenceTest {
    private static final Histogram TENTHS = Histogram.ofTenths(
            IntStream.range(0, 1000).mapToDouble(i -> 999 - i).toArray());

    @Test
    void tenthsHoldEquallyManyImages() {
        assertThat(TENTHS.limits()).containsExactly(100.0, 200.0, 300.0, 400.0, 500.0, 600.0, 700.0, 800.0, 900.0);
        assertThat(TENTHS.images()).containsOnly(100L);
    }

    @Test
    void aLimitBelongsToTheBinAboveIt() {
        assertThat(List.of(TENTHS.bin(-1e9), TENTHS.bin(99.9), TENTHS.bin(100), TENTHS.bin(899.9), TENTHS.bin(900)))
                .containsExactly(0, 0, 1, 8, 9);
    }

    @Test
    void equalValuesLeaveBinsEmpty() {
        Histogram equal = Histogram.ofTenths(new double[] {7, 7, 7});

        assertThat(equal.images()).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 3L);
        assertThat(equal.bin(6.9)).isZero();
    }

    @Test
    void eachMeasureHasBinsOfItsOwn() {
        Histogram low =
                Histogram.ofTenths(IntStream.range(0, 10).asDoubleStream().toArray());
        InputReference reference = new InputReference(TENTHS, low, TENTHS, low);

        InputBins bins = reference.bins(250, 9, 999, 0);

        assertThat(bins).isEqualTo(new InputBins(2, 9, 9, 0));
        assertThat(bins.of(InputMeasure.INK)).isEqualTo(9);
        assertThat(reference.histogram(InputMeasure.ENERGY)).isEqualTo(low);
    }

    @Test
    void whatCannotBeIsRefused() {
        List<Long> images = Collections.nCopies(10, 1L);

        assertThatThrownBy(() -> new Histogram(List.of(1.0), images)).hasMessageContaining("got 10 and 1 limits");
        assertThatThrownBy(() -> new Histogram(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 7.0, 9.0), images))
                .hasMessageContaining("must be finite and ascend");
        assertThatThrownBy(() -> new InputBins(0, 10, 0, 0)).hasMessage("an input bin must be 0 to 9, got 10");
    }
}
