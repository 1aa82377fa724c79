package io.fashionstream.stream.command;

import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.answer.AnswerReader;
import io.fashionstream.stream.watch.RejectionText;
import picocli.CommandLine.Command;

/** Shows each rejection as it comes. */
@Command(name = "rejections", description = "Shows each rejection as it comes.")
final class WatchRejectionsCommand extends WatchLines<RejectedImage> {
    WatchRejectionsCommand() {
        super(
                Topics::rejectedImages,
                PayloadTypes.REJECTED_IMAGE,
                AnswerReader::rejection,
                (paint, zone) -> new RejectionText(paint, zone)::line);
    }
}
