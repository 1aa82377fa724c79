package io.fashionstream.stream.command;

import io.fashionstream.command.CommandGroup;
import picocli.CommandLine.Command;

/** Shows what comes out of the stream. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows what comes out of the stream, as it comes.",
        subcommands = {
            WatchLabelsCommand.class,
            WatchRejectionsCommand.class,
            WatchAccuracyCommand.class,
            WatchHealthCommand.class,
            WatchAlertsCommand.class,
            WatchRolloutsCommand.class
        })
final class WatchCommand extends CommandGroup {
    WatchCommand() {
        super("expected what to watch: labels, rejections, accuracy, health, alerts or rollouts");
    }
}
