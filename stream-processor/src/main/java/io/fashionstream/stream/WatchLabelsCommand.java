package io.fashionstream.stream;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.LabelText;
import java.io.PrintWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the stream of labels. */
@Command(name = "labels", mixinStandardHelpOptions = true, description = "Shows each label as it comes.")
final class WatchLabelsCommand implements Runnable {
    private final JsonCodec<ImageLabel> codec = JsonCodec.of(PayloadTypes.IMAGE_LABEL);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final WatchOptions options = new WatchOptions();

    private long shown;

    @Override
    public void run() {
        LabelText text = new LabelText(options.paint(), options.zone());
        options.follow(Topics::imageLabels, records -> show(records, text));
    }

    private boolean show(ConsumerRecords<byte[], byte[]> records, LabelText text) {
        PrintWriter out = spec.commandLine().getOut();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null && shown < options.count()) {
                WatchOptions.read(codec, record.value()).ifPresent(label -> {
                    out.println(options.json() ? WatchOptions.jsonLine(codec, label) : text.line(label));
                    shown++;
                });
            }
        }
        out.flush();
        return shown < options.count();
    }
}
