package io.fashionstream.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs the command that was named, unless its options are wrong: then everything that is wrong with them is said
 * together, what could not be read as well as what breaks a rule.
 */
final class CheckedRun implements IExecutionStrategy {
    private final IExecutionStrategy run = new RunLast();

    /** Lets {@code commandLine} and its commands collect what they cannot read, instead of stopping at the first. */
    static CommandLine applyTo(CommandLine commandLine) {
        collectErrors(commandLine);
        return commandLine.setExecutionStrategy(new CheckedRun());
    }

    private static void collectErrors(CommandLine commandLine) {
        commandLine.getCommandSpec().parser().collectErrors(true);
        commandLine.getSubcommands().values().forEach(CheckedRun::collectErrors);
    }

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        List<Exception> unread = new ArrayList<>(parsed.errors());
        while (last.hasSubcommand()) {
            last = last.subcommand();
            unread.addAll(last.errors());
        }
        if (!asksForHelp(parsed)) {
            refuse(last.commandSpec(), unread);
        }
        try {
            return run.execute(parsed);
        } catch (OutputClosed e) { // while it helps; what a command throws goes to Programs::explain
            return ExitCode.OK;
        }
    }

    private static boolean asksForHelp(ParseResult parsed) {
        boolean here = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
        return here || (parsed.hasSubcommand() && asksForHelp(parsed.subcommand()));
    }

    private static void refuse(CommandSpec command, List<Exception> unread) {
        List<String> problems = new ArrayList<>();
        unread.forEach(error -> problems.add(error.getMessage()));
        withMixins(command)
                .map(CommandSpec::userObject)
                .filter(OptionRules.class::isInstance)
                .forEach(rules -> problems.addAll(((OptionRules) rules).problems()));
        if (problems.size() == 1 && unread.size() == 1 && unread.get(0) instanceof ParameterException only) {
            throw only; // picocli has suggestions for some of them
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(command.commandLine(), String.join(System.lineSeparator(), problems));
        }
    }

    private static Stream<CommandSpec> withMixins(CommandSpec command) {
        return Stream.concat(
                Stream.of(command), command.mixins().values().stream().flatMap(CheckedRun::withMixins));
    }
}
