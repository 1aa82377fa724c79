package io.fashionstream.stream.command;

import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.AlertText;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** Shows each accuracy alert as it is raised, and as it ends. */
@Command(name = "alerts", description = "Shows each accuracy alert as it is raised, and as it ends.")
final class WatchAlertsCommand extends WatchLines<AccuracyAlert> {
    WatchAlertsCommand() {
        super(
                Topics::accuracyAlerts,
                PayloadTypes.ACCURACY_ALERT,
                ConsumerRecord::value,
                (paint, zone) -> new AlertText(paint, zone)::line);
    }
}
