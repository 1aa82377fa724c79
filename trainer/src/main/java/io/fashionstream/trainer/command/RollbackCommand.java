package io.fashionstream.trainer.command;

import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.release.ReleaseReader;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves an alias back. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Points an alias at the model that it pointed at before; done twice, it is undone.",
            "While a canary runs, it takes that back instead, and the champion stays; with --to it does both.",
            "The quality gate is not asked."
        })
final class RollbackCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--alias", description = "champion or challenger. Default: ${DEFAULT-VALUE}")
    private ModelAlias alias = ModelAlias.CHAMPION;

    @Option(
            names = "--to",
            paramLabel = "MODEL",
            description = "Instead to this stored model: its id, or the first six digits or more.")
    private @Nullable String to;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why. Stands in the release.")
    private @Nullable String reason;

    @Mixin
    private final ReleaseConnection connection = new ReleaseConnection();

    @Override
    public Integer call() {
        if (alias == ModelAlias.CHAMPION && to == null) {
            Optional<CanaryStep> ended = connection.canaries().takeBack(reason);
            if (ended.isPresent()) {
                sayTakenBack(ended.get());
                return 0;
            }
        }
        ModelRelease release = to == null
                ? connection.publisher().rollBack(alias, reason)
                : connection.publisher().move(alias, stored(to), reason);
        spec.commandLine()
                .getOut()
                .printf("%s is %s again (before: %s).%n", alias.key(), release.modelId(), release.previousModelId());
        return 0;
    }

    private void sayTakenBack(CanaryStep ended) {
        spec.commandLine()
                .getOut()
                .printf(
                        "Canary %s is taken back; champion %s serves all products again.%n",
                        ended.modelId(), ended.championModelId());
    }

    private String stored(String text) {
        try (ReleaseReader reader = connection.reader()) {
            return StoredModels.find(text, reader.releases());
        }
    }
}
