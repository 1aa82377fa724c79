package io.fashionstream.quickstart;

import io.fashionstream.check.Foreseen;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a failed command says why. */
final class Failures {
    /** What a shell reports of a program that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private Failures() {}

    /** Failures that the project's code foresaw, and Ctrl-C, need no stack trace; any other one does. */
    static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter errors = command.getErr();
        if (thrown instanceof InterruptedException) {
            errors.println("Stopped; broker and processor are closed, and their files are removed.");
            return INTERRUPTED;
        }
        Throwable failure =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (Foreseen.is(failure)) {
            errors.println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
        } else {
            failure.printStackTrace(errors);
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
