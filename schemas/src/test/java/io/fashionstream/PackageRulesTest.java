package io.fashionstream;

import io.fashionstream.rules.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layers of the module that all others build on, and what it may know; docs/architecture.md draws them. */
final class PackageRulesTest {
    private static final PackageRules RULES = PackageRules.of("io.fashionstream", 40);

    @Test
    void releasesAreMadeOfArtifactsAndEventsAndThoseOfChecks() {
        RULES.layers("release", "artifact", "event.serde", "accuracy", "connection, event", "check");
    }

    @Test
    void eventsAndArtifactsDoNotKnowKafka() {
        RULES.noneOf(List.of("event", "artifact", "check"), "org.apache.kafka..", "io.cloudevents..");
    }

    @Test
    void theModuleKnowsNeitherTrainingNorStreamingNorServing() {
        RULES.nothingKnows(
                "org.deeplearning4j..",
                "org.nd4j..",
                "ai.onnxruntime..",
                "org.apache.kafka.streams..",
                "picocli..",
                "io.fashionstream.image..",
                "io.fashionstream.trainer..",
                "io.fashionstream.stream..");
    }
}
