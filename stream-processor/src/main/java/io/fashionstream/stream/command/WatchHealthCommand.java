package io.fashionstream.stream.command;

import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.HealthText;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** Shows calibration, drift and rates of each model, every step. */
@Command(name = "health", description = "Shows calibration, drift and rates of each model, every step.")
final class WatchHealthCommand extends WatchLines<ModelHealth> {
    WatchHealthCommand() {
        super(
                Topics::modelHealth,
                PayloadTypes.MODEL_HEALTH,
                ConsumerRecord::value,
                (paint, zone) -> new HealthText(paint, zone)::line);
    }
}
