package io.fashionstream.trainer;

import io.fashionstream.check.Foreseen;
import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.trainer.training.EngineKind;
import io.fashionstream.trainer.training.Optimiser;
import io.fashionstream.trainer.training.Schedule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
 * <p>Exit codes: 0 done, 1 failed (the reason is on standard error), 2 wrong usage, 3 no broker answered in time, 4
 * refused by the quality gate, 130 stopped by Ctrl-C.
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
    private static final int NO_BROKER = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    private TrainerMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The parser of the whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return CheckedRun.applyTo(new CommandLine(new TrainerMain())
                .registerConverter(EngineKind.class, new NamedValues<>(EngineKind.class))
                .registerConverter(Optimiser.class, new NamedValues<>(Optimiser.class))
                .registerConverter(Schedule.class, new NamedValues<>(Schedule.class))
                .registerConverter(TrainingOptions.Scaling.class, new NamedValues<>(TrainingOptions.Scaling.class))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(TrainerMain::explain));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Failures that the project's code or the file system foresaw need no stack trace; any other one does. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter errors = command.getErr();
        if (Foreseen.is(failure)) {
            errors.println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
        } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            errors.println(command.getColorScheme().errorText(failure.toString()));
        } else {
            failure.printStackTrace(errors);
        }
        return failure instanceof BrokerUnreachable
                ? NO_BROKER
                : command.getCommandSpec().exitCodeOnExecutionException();
    }
}
