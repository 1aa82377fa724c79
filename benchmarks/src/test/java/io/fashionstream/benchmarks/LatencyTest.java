package io.fashionstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatencyTest {
    @Test
    void percentilesAreTheNearestRanksWhateverTheOrder() {
        long[] oneToAHundredMillis =
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray();

        assertThat(Latency.of(300, oneToAHundredMillis)).isEqualTo(new Latency(300, 50, 99));
    }

    @Test
    void oneLabelIsEveryPercentile() {
        assertThat(Latency.of(1, new long[] {2_000_000})).isEqualTo(new Latency(1, 2, 2));
    }

    @Test
    void noLabelHasNoLatency() {
        assertThatThrownBy(() -> Latency.of(1, new long[0])).hasMessageContaining("at least one label");
    }
}
