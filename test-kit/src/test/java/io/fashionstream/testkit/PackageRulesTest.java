package io.fashionstream.testkit;

import io.fashionstream.rules.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PackageRulesTest {
    private static final PackageRules RULES = PackageRules.of("io.fashionstream.testkit", 30);

    @Test
    void aPackageUsesOnlyWhatLiesBelowIt() {
        RULES.layers("command", "fault, soak", "broker, catalogue", "ledger, process");
    }

    @Test
    void onlyTheBrokerKnowsKafkasServer() {
        RULES.only(List.of("broker"), "kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");
    }

    @Test
    void answersAreCountedWithoutTheCodeThatGaveThem() {
        RULES.noneOf(
                List.of("broker", "ledger", "process"),
                "io.fashionstream.stream.intake..",
                "io.fashionstream.stream.classify..",
                "io.fashionstream.stream.accuracy..",
                "io.fashionstream.stream.model..",
                "io.fashionstream.trainer..");
    }
}
