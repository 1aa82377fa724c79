package io.fashionstream.quickstart;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.summary.RunSummary;
import io.fashionstream.quickstart.terminal.View;
import io.fashionstream.testkit.catalogue.StreamPlan;
import java.util.concurrent.ExecutionException;

/** Releases a model, streams images, and half-way releases a second model. */
final class Quickstart {
    private final Pipeline pipeline;
    private final View view;

    Quickstart(Pipeline pipeline, View view) {
        this.pipeline = pipeline;
        this.view = view;
    }

    /**
     * Streams the plan; returns when every image has its answer, or when no more answers come.
     *
     * @throws ExecutionException if publishing images or releasing the second model failed
     */
    RunSummary run(ModelArtifact first, ModelArtifact second, StreamPlan plan)
            throws ExecutionException, InterruptedException {
        view.say("Releasing model " + inWords(first));
        pipeline.release(first);
        pipeline.awaitReady();
        view.say("Streaming %,d images from a catalogue, about %.0f each second; half-way follows model %s"
                .formatted(plan.images().size(), plan.imagesPerSecond(), inWords(second)));
        try (LiveStream stream =
                new LiveStream(pipeline.connection(), Topics.DEFAULT, plan, pipeline::batchSize, view)) {
            return stream.run(second, pipeline::release);
        }
    }

    private static String inWords(ModelArtifact model) {
        return "%s (%s, %.1f %% right on validation)"
                .formatted(
                        model.modelId().substring(0, 8),
                        model.manifest().network(),
                        model.manifest().validation().accuracy() * 100);
    }
}
