package io.fashionstream.stream.watch;

import io.fashionstream.command.Printable;
import io.fashionstream.event.RejectedImage;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** A rejection as one line for people. */
public final class RejectionText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Paint paint;
    private final ZoneId zone;

    /**
     * @param zone in which times are shown
     */
    public RejectionText(Paint paint, ZoneId zone) {
        this.paint = paint;
        this.zone = zone;
    }

    /** Time, image, reason, detail, and where the original record stands. */
    public String line(RejectedImage rejected) {
        String position = rejected.sourceTopic() + "/" + rejected.sourcePartition() + "/" + rejected.sourceOffset();
        return "%s  %-24s %s  %s  %s"
                .formatted(
                        TIME.format(rejected.rejectedTime().atZone(zone)),
                        Printable.of(Objects.requireNonNullElse(rejected.imageId(), "(no image id)")),
                        paint.bad("%-16s".formatted(rejected.reason())),
                        Printable.of(rejected.detail()),
                        paint.faint(position));
    }
}
