package io.fashionstream.stream;

import io.fashionstream.rules.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layers of the stream processor, from the command line down; docs/architecture.md draws them. */
final class PackageRulesTest {
    private static final PackageRules RULES = PackageRules.of("io.fashionstream.stream", 100);

    @Test
    void aPackageUsesOnlyWhatLiesBelowIt() {
        RULES.layers(
                "command",
                "",
                "settings",
                "endpoint, review",
                "intake",
                "export",
                "accuracy, model, replay, send",
                "ops",
                "answer, batch, classify, duplicate, http, reference, state, task, trace, watch");
    }

    @Test
    void onlyClassificationKnowsTheServingRuntimeAndItDoesNotKnowKafka() {
        RULES.only(List.of("classify"), "ai.onnxruntime..");
        RULES.noneOf(List.of("classify"), "org.apache.kafka..");
    }

    @Test
    void onlyTracesKnowOpenTelemetry() {
        RULES.only(List.of("trace"), "io.opentelemetry..");
    }

    @Test
    void onlyCommandsKnowTheCommandLine() {
        RULES.only(List.of("command"), "picocli..");
    }

    @Test
    void nothingKnowsTheTrainer() {
        RULES.nothingKnows("io.fashionstream.trainer..", "org.deeplearning4j..", "org.nd4j..");
    }
}
