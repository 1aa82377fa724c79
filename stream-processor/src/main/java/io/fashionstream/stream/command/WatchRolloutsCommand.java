package io.fashionstream.stream.command;

import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.RolloutText;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** Shows which instance serves or refuses which model. */
@Command(name = "rollouts", description = "Shows which instance serves or refuses which model.")
final class WatchRolloutsCommand extends WatchLines<ModelRollout> {
    WatchRolloutsCommand() {
        super(
                Topics::modelRollouts,
                PayloadTypes.MODEL_ROLLOUT,
                ConsumerRecord::value,
                (paint, zone) -> new RolloutText(paint, zone)::line);
    }
}
