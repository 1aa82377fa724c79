package io.fashionstream.stream;

import io.fashionstream.check.Foreseen;
import io.fashionstream.connection.BrokerUnreachable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Entry point of the stream processor and its clients; each command is a class of its own.
 *
 * <p>Exit codes: 0 done, 1 failed (the reason is on standard error), 2 wrong usage, 3 no broker answered in time. The
 * trainer's are the same, and 4 where the quality gate refuses.
 */
@Command(
        name = "fashion-stream",
        description = "Labels product images as they stream, and is a client of that stream.",
        mixinStandardHelpOptions = true,
        version = "fashion-stream 0.1.0-SNAPSHOT",
        subcommands = {
            SendCommand.class,
            ReplayCommand.class,
            WatchCommand.class,
            HelpCommand.class,
            ProcessCommand.class,
            TopicsCommand.class,
        })
public final class StreamProcessorMain implements Runnable {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NO_BROKER = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    private StreamProcessorMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The parser of the whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new StreamProcessorMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExitCodeExceptionMapper(StreamProcessorMain::exitCode)
                .setExecutionExceptionHandler(StreamProcessorMain::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof ParameterException || failure instanceof SettingsProblem) {
            return WRONG_USAGE;
        }
        return failure instanceof BrokerUnreachable ? NO_BROKER : FAILED;
    }

    /** Failures that the project's code foresaw need no stack trace; any other one does. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter errors = command.getErr();
        if (Foreseen.is(failure)) {
            errors.println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
        } else {
            failure.printStackTrace(errors);
        }
        return exitCode(failure);
    }
}
