package io.fashionstream.stream;

import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.RejectionText;
import java.io.PrintWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the stream of rejections. */
@Command(name = "rejections", mixinStandardHelpOptions = true, description = "Shows each rejection as it comes.")
final class WatchRejectionsCommand implements Runnable {
    private final JsonCodec<RejectedImage> codec = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final WatchOptions options = new WatchOptions();

    private long shown;

    @Override
    public void run() {
        RejectionText text = new RejectionText(options.paint(), options.zone());
        options.follow(Topics::rejectedImages, records -> show(records, text));
    }

    private boolean show(ConsumerRecords<byte[], byte[]> records, RejectionText text) {
        PrintWriter out = spec.commandLine().getOut();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Header rejection = record.headers().lastHeader(CloudEventHeaders.REJECTION);
            if (rejection != null && shown < options.count()) {
                WatchOptions.read(codec, rejection.value()).ifPresent(rejected -> {
                    out.println(options.json() ? WatchOptions.jsonLine(codec, rejected) : text.line(rejected));
                    shown++;
                });
            }
        }
        out.flush();
        return shown < options.count();
    }
}
