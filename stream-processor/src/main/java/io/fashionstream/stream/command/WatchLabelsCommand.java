package io.fashionstream.stream.command;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.LabelText;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;

/** Shows each label as it comes. */
@Command(name = "labels", description = "Shows each label as it comes.")
final class WatchLabelsCommand extends WatchLines<ImageLabel> {
    WatchLabelsCommand() {
        super(
                Topics::imageLabels,
                PayloadTypes.IMAGE_LABEL,
                ConsumerRecord::value,
                (paint, zone) -> new LabelText(paint, zone)::line);
    }
}
