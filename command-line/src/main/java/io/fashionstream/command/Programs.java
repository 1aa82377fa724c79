package io.fashionstream.command;

import io.fashionstream.check.Foreseen;
import io.fashionstream.connection.BrokerUnreachable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How all programs of the project begin and end.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no broker answered in time. A failure that has a code of its own
 * implements {@link IExitCodeGenerator}. Reasons go to standard error. Where the reader of standard output has enough, as
 * {@code head} has, a command ends without a word, and with 0.
 */
public final class Programs {
    private static final int FAILED = 1;
    private static final int NO_BROKER = 3;

    private Programs() {}

    /** The parser of the whole command line, ready to execute. */
    public static CommandLine commandLine(CommandGroup program) {
        return CheckedRun.applyTo(new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(StandardOutput.writer())
                .setParameterExceptionHandler(Programs::refuse)
                .setExecutionExceptionHandler(Programs::explain));
    }

    /** Says what is wrong with the arguments, a line each, and where they are explained; not the explanation itself. */
    private static int refuse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter errors = command.getErr();
        errors.println(command.getColorScheme().errorText(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, errors);
        errors.printf("See \"%s --help\"%n", command.getCommandSpec().qualifiedName());
        errors.flush();
        return ExitCode.USAGE;
    }

    /**
     * Says why a command failed. Failures that the project's code or the file system foresaw need no stack trace; any
     * other one does.
     *
     * @return the exit code
     */
    public static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
        Throwable failure =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof OutputClosed) {
            return ExitCode.OK;
        }
        PrintWriter errors = command.getErr();
        if (Foreseen.is(failure)) {
            errors.println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
        } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            errors.println(command.getColorScheme().errorText(failure.toString()));
        } else {
            failure.printStackTrace(errors);
        }
        return exitCode(failure);
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof IExitCodeGenerator known) {
            return known.getExitCode();
        }
        return failure instanceof BrokerUnreachable ? NO_BROKER : FAILED;
    }
}
