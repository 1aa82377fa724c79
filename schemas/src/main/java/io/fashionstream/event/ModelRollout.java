package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one processor instance did with one release. Key on {@code model-rollouts}: the instance id.
 *
 * @param detail why a model was refused, else null
 * @param serving which of its networks serves; null unless the outcome is {@code SERVING}, and in events of before this was
 *     noted
 * @param canaryStep number of the {@link CanaryStep} that this is about; null if it is about the alias itself
 */
public record ModelRollout(
        String instanceId,
        ModelAlias alias,
        String modelId,
        Outcome outcome,
        @Nullable String detail,
        @Nullable Serving serving,
        Instant time,
        @Nullable Long canaryStep) {
    /** Of an alias. */
    public ModelRollout(
            String instanceId,
            ModelAlias alias,
            String modelId,
            Outcome outcome,
            @Nullable String detail,
            @Nullable Serving serving,
            Instant time) {
        this(instanceId, alias, modelId, outcome, detail, serving, time, null);
    }

    /** SERVING: verified, warmed and swapped in. REFUSED: the one that served before goes on. WITHDRAWN: alias removed. */
    public enum Outcome {
        SERVING,
        REFUSED,
        WITHDRAWN
    }

    /**
     * The network of a model that serves here.
     *
     * @param reason why it is this one
     * @param speeds how fast each network ran here before it was chosen; empty if nothing was measured, because there was no
     *     choice
     */
    public record Serving(Precision precision, String reason, List<Speed> speeds) {
        public Serving {
            require(!reason.isBlank(), "a reason must say something, got \"%s\"", reason);
            speeds = List.copyOf(speeds);
        }
    }

    /**
     * How fast one network runs.
     *
     * @param batchImages images in each batch, at least 1
     * @param imagesPerSecond of the processor time of the thread that runs a batch; median of several batches
     */
    public record Speed(Precision precision, int batchImages, double imagesPerSecond) {
        public Speed {
            require(batchImages >= 1, "a batch has at least 1 image, got %s", batchImages);
            require(imagesPerSecond > 0, "images per second must be positive, got %s", imagesPerSecond);
        }
    }
}
