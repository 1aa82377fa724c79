package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.serde.TopicSpecs;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics, or says how those that exist differ from what they should be. */
@Command(
        name = "topics",
        description = {
            "Creates the topics that are missing, and says how the others differ from what they should be.",
            "Existing topics are never changed. Exit code 1 if one differs, unless that is accepted."
        },
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer>, OptionRules {
    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = {
                "Of topics whose key is the product id.",
                "Default: as many as product-images has already, or else " + TopicSpecs.DEFAULT_PARTITIONS + "."
            })
    private @Nullable Integer partitions;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas of each topic (default: ${DEFAULT-VALUE}).")
    private int replication;

    @Option(names = "--accept-differences", description = "Exit code 0 also if an existing topic differs.")
    private boolean acceptDifferences;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> require(
                        partitions == null || (partitions >= 1 && partitions <= 1000),
                        "--partitions must be 1 to 1000, got %s",
                        String.valueOf(partitions)),
                () -> require(
                        replication >= 1 && replication <= 16, "--replication must be 1 to 16, got %d", replication));
    }

    @Override
    public Integer call() {
        TopicCreation topics = new TopicCreation(connection.connection(), connection.brokerTimeout());
        int wanted = partitions == null
                ? topics.partitionsOf(connection.topics().productImages()).orElse(TopicSpecs.DEFAULT_PARTITIONS)
                : partitions;
        TopicCreation.Outcome outcome = topics.create(TopicSpecs.of(connection.topics(), wanted), replication);
        PrintWriter out = spec.commandLine().getOut();
        outcome.created().forEach(topic -> out.println("created   " + topic));
        outcome.existing().forEach(topic -> out.println("existing  " + topic));
        outcome.differences().forEach(difference -> out.println("differs   " + difference));
        out.flush();
        return acceptDifferences || outcome.differences().isEmpty() ? 0 : 1;
    }
}
