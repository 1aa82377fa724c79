package io.fashionstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfBoth() {
        assertThat(new Readings(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4.0);
        assertThat(new Readings(List.of(9.0, 1.0, 4.0, 6.0)).median()).isEqualTo(5.0);
    }

    @Test
    void theTextShowsTheMedianWithTheSmallestAndTheLargest() {
        assertThat(new Readings(List.of(1200.4, 800.0, 1000.0)).toText()).isEqualTo("1,000 (800 to 1,200)");
    }
}
