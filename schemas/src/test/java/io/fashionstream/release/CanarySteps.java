package io.fashionstream.release;

import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import java.time.Instant;
import java.util.List;

/** Steps of canaries for tests. */
final class CanarySteps {
    static final CanaryPlan PLAN = new CanaryPlan(List.of(0.05, 0.25, 1.0), 600_000, 3_600_000, 0.02, 200, false);

    private CanarySteps() {}

    static CanaryStep first(String modelId, String champion) {
        return new CanaryStep(1, modelId, champion, PLAN, 0.05, CanaryStep.State.RUNNING, Instant.EPOCH, "begun", null);
    }
}
