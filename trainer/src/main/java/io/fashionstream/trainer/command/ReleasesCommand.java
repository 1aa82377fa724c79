package io.fashionstream.trainer.command;

import io.fashionstream.release.ReleaseReader;
import io.fashionstream.release.Releases;
import io.fashionstream.trainer.publish.ReleaseListing;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what is released. */
@Command(
        name = "releases",
        mixinStandardHelpOptions = true,
        description = "Lists what each alias points at, and the models that can be released again.")
final class ReleasesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Mixin
    private final ReleaseConnection connection = new ReleaseConnection();

    @Option(names = "--json", description = "As JSON, with whole model ids.")
    private boolean json;

    @Override
    public Integer call() {
        try (ReleaseReader reader = connection.reader()) {
            Releases releases = reader.releases();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(ReleaseListing.json(releases));
            } else {
                out.print(ReleaseListing.text(releases));
                out.flush();
            }
            return 0;
        }
    }
}
