package io.fashionstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryPlanTest {
    @Test
    void sharesAreTakenOneAfterTheOtherAndTheLastIsAll() {
        CanaryPlan plan = plan(0.05, 0.25, 1);

        assertThat(plan.shareAfter(0.05)).isEqualTo(0.25);
        assertThat(plan.shareAfter(0.25)).isEqualTo(1);
        assertThat(plan.shareAfter(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0,1", "0.5,0.5,1", "0.5,0.25,1", "0.05,0.25", "0.5,1.5", "0.5,NaN,1"})
    void sharesThatDoNotRiseFromOverNothingToAllAreRefused(String shares) {
        double[] given = Arrays.stream(shares.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThatThrownBy(() -> plan(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must rise from over 0 to 1");
    }

    private static CanaryPlan plan(double... shares) {
        return new CanaryPlan(Arrays.stream(shares).boxed().toList(), 1000, 0, 0, 1, false);
    }
}
