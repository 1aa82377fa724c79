package io.fashionstream.command;

import io.fashionstream.rules.PackageRules;
import org.junit.jupiter.api.Test;

/** What all command lines share is one package, and lies below every program. */
final class PackageRulesTest {
    private static final PackageRules RULES = PackageRules.of("io.fashionstream", 10, "command");

    @Test
    void itIsOnePackage() {
        RULES.layers("command");
    }

    @Test
    void itKnowsNoProgramAndNothingThatOnlyOneProgramNeeds() {
        RULES.nothingKnows(
                "io.fashionstream.image..",
                "io.fashionstream.trainer..",
                "io.fashionstream.stream..",
                "org.deeplearning4j..",
                "org.nd4j..",
                "ai.onnxruntime..",
                "org.apache.kafka.streams..");
    }
}
