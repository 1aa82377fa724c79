package io.fashionstream.quickstart;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Entry point of the quickstart program.
 *
 * <p>Exit codes: 0 done, and nothing was lost or doubled; 1 failed, or something was; 2 wrong usage.
 */
@Command(
        name = "fashion-stream",
        description = "Runs the whole pipeline in one JVM.",
        mixinStandardHelpOptions = true,
        version = "fashion-stream 0.1.0-SNAPSHOT",
        subcommands = {QuickstartCommand.class, ChaosCommand.class, SoakCommand.class, HelpCommand.class})
public final class QuickstartMain implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    private QuickstartMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new QuickstartMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Failures::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
