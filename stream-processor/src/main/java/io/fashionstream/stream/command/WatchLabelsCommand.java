package io.fashionstream.stream.command;

import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.LabelText;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the stream of labels. */
@Command(name = "labels", mixinStandardHelpOptions = true, description = "Shows each label as it comes.")
final class WatchLabelsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final WatchOptions options = new WatchOptions();

    @Override
    public void run() {
        LabelText text = new LabelText(options.paint(), options.zone());
        options.list(
                Topics::imageLabels,
                JsonCodec.of(PayloadTypes.IMAGE_LABEL),
                ConsumerRecord::value,
                text::line,
                spec.commandLine().getOut());
    }
}
