package io.fashionstream.stream.command;

import io.fashionstream.command.CommandGroup;
import picocli.CommandLine.Command;

/** Makes data sets of what streamed. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        description = "Makes data sets of what streamed.",
        subcommands = DatasetExportCommand.class)
final class DatasetCommand extends CommandGroup {
    DatasetCommand() {
        super("expected what to do with a data set: export");
    }
}
