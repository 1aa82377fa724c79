package io.fashionstream.stream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRollout.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutCountsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> passedOn = new ArrayList<>();
    private final RolloutCounts counts = new RolloutCounts(
            registry, (alias, modelId, outcome, detail, serving) -> passedOn.add(alias + " " + modelId + " " + detail));

    @Test
    void outcomesAreCountedFromZeroOnAndPassedOn() {
        assertThat(count("champion", "refused")).isZero();

        counts.record(ModelAlias.CHAMPION, "4f2c", Outcome.REFUSED, "canary 3 lies", null);
        counts.record(ModelAlias.CHALLENGER, "4f2c", Outcome.SERVING, null, null);

        assertThat(count("champion", "refused")).isEqualTo(1);
        assertThat(count("challenger", "serving")).isEqualTo(1);
        assertThat(count("champion", "serving")).isZero();
        assertThat(passedOn).containsExactly("CHAMPION 4f2c canary 3 lies", "CHALLENGER 4f2c null");
    }

    private double count(String alias, String outcome) {
        Counter counter = registry.find("fashion.stream.rollouts")
                .tags("alias", alias, "outcome", outcome)
                .counter();
        return counter == null ? Double.NaN : counter.count();
    }
}
