package io.fashionstream.stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what comes out of the stream. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows labels, rejections or accuracy as they come.",
        subcommands = {WatchLabelsCommand.class, WatchRejectionsCommand.class, WatchAccuracyCommand.class})
final class WatchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected what to watch: labels, rejections or accuracy");
    }
}
