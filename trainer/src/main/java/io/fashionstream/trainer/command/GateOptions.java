package io.fashionstream.trainer.command;

import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.publish.GateLimits;
import io.fashionstream.trainer.publish.QualityGate;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that set what the quality gate asks of a model; a mixin. */
final class GateOptions implements OptionRules {
    @Option(
            names = "--min-accuracy",
            paramLabel = "SHARE",
            description = "Images that must be right. Default: ${DEFAULT-VALUE}")
    private double minAccuracy = GateLimits.DEFAULT.minAccuracy();

    @Option(
            names = "--min-class-f1",
            paramLabel = "SHARE",
            description = "F1 that each class must reach. Default: ${DEFAULT-VALUE}")
    private double minClassF1 = GateLimits.DEFAULT.minClassF1();

    @Option(
            names = "--accuracy-tolerance",
            paramLabel = "SHARE",
            description = "How far accuracy may lie below the champion's. Default: ${DEFAULT-VALUE}")
    private double accuracyTolerance = GateLimits.DEFAULT.accuracyTolerance();

    @Option(
            names = "--class-tolerance",
            paramLabel = "SHARE",
            description = "How far a class's f1 may lie below the champion's. Default: ${DEFAULT-VALUE}")
    private double classTolerance = GateLimits.DEFAULT.classTolerance();

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(this::gate);
    }

    QualityGate gate() {
        return new QualityGate(new GateLimits(minAccuracy, minClassF1, accuracyTolerance, classTolerance));
    }
}
