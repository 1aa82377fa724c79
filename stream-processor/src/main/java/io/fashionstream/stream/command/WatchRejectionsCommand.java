package io.fashionstream.stream.command;

import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.RejectionText;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the stream of rejections. */
@Command(name = "rejections", mixinStandardHelpOptions = true, description = "Shows each rejection as it comes.")
final class WatchRejectionsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final WatchOptions options = new WatchOptions();

    @Override
    public void run() {
        RejectionText text = new RejectionText(options.paint(), options.zone());
        options.list(
                Topics::rejectedImages,
                JsonCodec.of(PayloadTypes.REJECTED_IMAGE),
                WatchRejectionsCommand::rejection,
                text::line,
                spec.commandLine().getOut());
    }

    private static byte @Nullable [] rejection(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(CloudEventHeaders.REJECTION);
        return header == null ? null : header.value();
    }
}
