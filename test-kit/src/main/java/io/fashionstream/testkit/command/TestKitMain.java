package io.fashionstream.testkit.command;

import io.fashionstream.command.CommandGroup;
import io.fashionstream.command.ProgramVersion;
import io.fashionstream.command.Programs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * Entry point of the test kit's program.
 *
 * <p>Exit codes: 0 done, and every promise was kept; 1 failed, or one was broken; 2 wrong usage; 130 stopped by Ctrl-C.
 */
@Command(
        name = "fashion-stream",
        description = "Makes things fail while images stream, and accounts for every image.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        subcommands = {ChaosCommand.class, SoakCommand.class, HelpCommand.class})
public final class TestKitMain extends CommandGroup {
    private TestKitMain() {
        super("a command is missing");
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Programs.commandLine(new TestKitMain());
    }
}
