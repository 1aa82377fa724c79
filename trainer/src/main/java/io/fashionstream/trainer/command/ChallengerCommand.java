package io.fashionstream.trainer.command;

import io.fashionstream.command.CommandGroup;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.release.ReleaseReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets and removes the model that runs in the shadow. */
@Command(
        name = "challenger",
        mixinStandardHelpOptions = true,
        description = "The model that runs in the shadow: scored, never labelled with.")
final class ChallengerCommand extends CommandGroup {
    ChallengerCommand() {
        super("set or remove is missing");
    }

    /** A stored model becomes the challenger. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Lets a stored model run in the shadow; the quality gate is not asked.",
                "A new one: publish MODEL --alias challenger"
            })
    int set(
            @Parameters(paramLabel = "MODEL", description = "Its id, or the first six digits or more.") String model,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why. Stands in the release.") @Nullable
                    String reason,
            @Mixin ReleaseConnection connection) {
        String modelId;
        try (ReleaseReader reader = connection.reader()) {
            modelId = StoredModels.find(model, reader.releases());
        }
        ModelRelease release = connection.publisher().move(ModelAlias.CHALLENGER, modelId, reason);
        say("challenger is %s (before: %s).%n"
                .formatted(
                        release.modelId(),
                        Optional.ofNullable(release.previousModelId()).orElse("none")));
        return 0;
    }

    /** No model runs in the shadow any more. */
    @Command(mixinStandardHelpOptions = true, description = "Ends the shadow run.")
    int remove(@Mixin ReleaseConnection connection) {
        Optional<ModelRelease> last = connection.publisher().withdraw(ModelAlias.CHALLENGER);
        say(last.map(release -> "challenger %s is removed.%n".formatted(release.modelId()))
                .orElse("There was no challenger.%n".formatted()));
        return 0;
    }

    private void say(String words) {
        spec().commandLine().getOut().print(words);
        spec().commandLine().getOut().flush();
    }
}
