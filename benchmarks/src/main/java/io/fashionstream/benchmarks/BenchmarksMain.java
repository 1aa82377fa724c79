package io.fashionstream.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the benchmarks; each is a command of its own. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Measures speed beside peers, in turn, and prints tables.",
        subcommands = {
            TrainingCommand.class,
            InferenceCommand.class,
            StreamCommand.class,
            GrowthCommand.class,
            PhotosCommand.class,
            EndpointCommand.class,
            ReferencesCommand.class,
            ContenderCommand.class
        })
public final class BenchmarksMain implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    private BenchmarksMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarksMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected training, inference, stream, growth, photos, endpoint or references");
    }
}
