package io.fashionstream.stream.command;

import io.fashionstream.command.CommandGroup;
import io.fashionstream.command.ProgramVersion;
import io.fashionstream.command.Programs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

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
        versionProvider = ProgramVersion.class,
        subcommands = {
            SendCommand.class,
            LabelCommand.class,
            ReplayCommand.class,
            ReviewCommand.class,
            DatasetCommand.class,
            WatchCommand.class,
            HelpCommand.class,
            ProcessCommand.class,
            TopicsCommand.class,
        })
public final class StreamProcessorMain extends CommandGroup {
    private StreamProcessorMain() {
        super("a command is missing");
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The parser of the whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return Programs.commandLine(new StreamProcessorMain());
    }
}
