package io.fashionstream.quickstart;

import io.fashionstream.command.CommandGroup;
import io.fashionstream.command.ProgramVersion;
import io.fashionstream.command.Programs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * Entry point of the quickstart program.
 *
 * <p>Exit codes: 0 done, and nothing was lost or doubled; 1 failed, or something was; 2 wrong usage; 130 stopped by Ctrl-C.
 */
@Command(
        name = "fashion-stream",
        description = "Runs the whole pipeline in one JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {QuickstartCommand.class, HelpCommand.class})
public final class QuickstartMain extends CommandGroup {
    private QuickstartMain() {
        super("a command is missing");
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Programs.commandLine(new QuickstartMain());
    }
}
