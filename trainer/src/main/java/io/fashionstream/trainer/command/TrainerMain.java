package io.fashionstream.trainer.command;

import io.fashionstream.command.CommandGroup;
import io.fashionstream.command.ProgramVersion;
import io.fashionstream.command.Programs;
import io.fashionstream.event.Precision;
import io.fashionstream.trainer.ModelComparison;
import io.fashionstream.trainer.training.EngineKind;
import io.fashionstream.trainer.training.Optimiser;
import io.fashionstream.trainer.training.Schedule;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

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
        versionProvider = ProgramVersion.class,
        subcommands = {
            ExploreCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            QuantiseCommand.class,
            SecondLookCommand.class,
            PublishCommand.class,
            ReleasesCommand.class,
            RollbackCommand.class,
            ChallengerCommand.class,
            HelpCommand.class,
        })
public final class TrainerMain extends CommandGroup {
    private TrainerMain() {
        super("a command is missing");
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The parser of the whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return Programs.commandLine(new TrainerMain())
                .registerConverter(ModelComparison.Part.class, new NamedValues<>(ModelComparison.Part.class))
                .registerConverter(Precision.class, new NamedValues<>(Precision.class))
                .registerConverter(EngineKind.class, new NamedValues<>(EngineKind.class))
                .registerConverter(Optimiser.class, new NamedValues<>(Optimiser.class))
                .registerConverter(Schedule.class, new NamedValues<>(Schedule.class))
                .registerConverter(TrainingOptions.Scaling.class, new NamedValues<>(TrainingOptions.Scaling.class));
    }
}
