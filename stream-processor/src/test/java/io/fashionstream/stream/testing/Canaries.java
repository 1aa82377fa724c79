package io.fashionstream.stream.testing;

import io.fashionstream.event.CanaryPlan;
import io.fashionstream.event.CanaryStep;
import java.time.Instant;
import java.util.List;

/** Steps of canaries for tests. */
public final class Canaries {
    /** Two steps of ten minutes, an hour for truths, two points, 200 truths. */
    public static final CanaryPlan PLAN =
            new CanaryPlan(List.of(0.05, 0.25, 1.0), 600_000, 3_600_000, 0.02, 200, false);

    /** When steps begin. */
    public static final Instant SINCE = Instant.parse("2026-11-22T12:00:00Z");

    private Canaries() {}

    /** A running step. */
    public static CanaryStep step(long number, String modelId, String champion, double share) {
        return new CanaryStep(number, modelId, champion, PLAN, share, CanaryStep.State.RUNNING, SINCE, "begun", null);
    }
}
