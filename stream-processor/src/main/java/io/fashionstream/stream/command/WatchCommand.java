package io.fashionstream.stream.command;

import io.fashionstream.command.CommandGroup;
import picocli.CommandLine.Command;

/** Shows what comes out of the stream. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows labels, rejections or accuracy as they come.",
        subcommands = {WatchLabelsCommand.class, WatchRejectionsCommand.class, WatchAccuracyCommand.class})
final class WatchCommand extends CommandGroup {
    WatchCommand() {
        super("expected what to watch: labels, rejections or accuracy");
    }
}
