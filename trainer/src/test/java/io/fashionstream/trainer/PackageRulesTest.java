package io.fashionstream.trainer;

import io.fashionstream.rules.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layers of the trainer, from the command line down; docs/architecture.md draws them. */
final class PackageRulesTest {
    private static final PackageRules RULES = PackageRules.of("io.fashionstream.trainer", 100);

    @Test
    void aPackageUsesOnlyWhatLiesBelowIt() {
        RULES.layers(
                "command",
                "",
                "publish, report",
                "export, training",
                "training.compiled",
                "evaluation, network",
                "data");
    }

    @Test
    void onlyTheNetworkAndWhatTrainsAndExportsItKnowDeeplearning4j() {
        RULES.noneOf(
                List.of("command", "report", "publish", "evaluation", "data"), "org.deeplearning4j..", "org.nd4j..");
    }

    @Test
    void onlyTheExportKnowsTheServingRuntime() {
        RULES.only(List.of("export"), "ai.onnxruntime..");
    }

    /** They hand native code memory that the garbage collector may free meanwhile (decision 0310). */
    @Test
    void aCompiledStepBroadcastsByPreparedOperationsOnly() {
        RULES.noneCalls(List.of("training.compiled"), ".*(Row|Column)Vector");
    }

    @Test
    void onlyCommandsKnowTheCommandLine() {
        RULES.only(List.of("command"), "picocli..");
    }

    @Test
    void nothingKnowsTheStreamProcessor() {
        RULES.nothingKnows("io.fashionstream.stream..", "org.apache.kafka.streams..");
    }
}
