package io.fashionstream.quickstart;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.summary.RunSummary;
import io.fashionstream.quickstart.terminal.View;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole story: a model is made and released, images stream, and half-way a second model takes over. */
final class Quickstart {
    private final Pipeline pipeline;
    private final ModelSource models;
    private final View view;

    Quickstart(Pipeline pipeline, ModelSource models, View view) {
        this.pipeline = pipeline;
        this.models = models;
        this.view = view;
    }

    /**
     * Runs it; returns when every image has its answer, or when no more answers come.
     *
     * @throws ExecutionException if publishing images or the second model failed
     */
    RunSummary run(StreamPlan plan) throws ExecutionException, InterruptedException {
        release(models.first());
        pipeline.awaitReady();
        view.say("Streaming %,d images from a catalogue, about %.0f each second"
                .formatted(plan.images().size(), plan.imagesPerSecond()));
        ExecutorService background = Executors.newSingleThreadExecutor();
        try (LiveStream stream =
                new LiveStream(pipeline.connection(), Topics.DEFAULT, plan, pipeline::batchSize, view)) {
            return stream.run(background.submit(models::second), pipeline::release);
        } finally {
            background.shutdownNow();
        }
    }

    private void release(ModelArtifact model) throws InterruptedException {
        view.say("Releasing model %s: %s, %.1f %% right on validation"
                .formatted(
                        model.modelId().substring(0, 8),
                        model.manifest().network(),
                        model.manifest().validation().accuracy() * 100));
        pipeline.release(model);
    }
}
