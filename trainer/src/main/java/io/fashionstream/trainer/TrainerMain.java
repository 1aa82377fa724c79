package io.fashionstream.trainer;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Entry point of the trainer; each command is a class of its own.
 *
 * <p>Exit codes: 0 done, 1 failed (the reason is on standard error), 2 wrong usage.
 */
@Command(
        name = "fashion-stream",
        description = "Explores Fashion-MNIST, trains and evaluates networks, and releases models.",
        mixinStandardHelpOptions = true,
        version = "fashion-stream 0.1.0-SNAPSHOT",
        subcommands = {
            ExploreCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PublishCommand.class,
            ReleasesCommand.class,
            RollbackCommand.class,
            ChallengerCommand.class,
            HelpCommand.class,
        })
public final class TrainerMain implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    private TrainerMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The parser of the whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new TrainerMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(TrainerMain::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Failures that the project's code or the file system foresaw need no stack trace; any other one does. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter errors = command.getErr();
        boolean foreseen = failure instanceof IllegalArgumentException
                || failure.getClass().getName().startsWith("io.fashionstream.");
        if (foreseen) {
            errors.println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
        } else if (failure instanceof IOException) {
            errors.println(command.getColorScheme().errorText(failure.toString()));
        } else {
            failure.printStackTrace(errors);
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
