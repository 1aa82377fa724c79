package io.fashionstream.stream.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last images of this instance that were rejected, with the reasons. Safe for use by several threads. */
public final class LastRejections {
    private static final int KEPT = 12;
    /** Ids and details are strangers' text: what is longer is cut. */
    private static final int LONGEST = 300;

    private final Deque<Shown> last = new ArrayDeque<>(KEPT);

    /**
     * One rejection, ready to be shown.
     *
     * @param position {@code topic/partition/offset} of the record, which is kept in {@code rejected-images} byte for byte
     * @param modelId the model that failed on the image; null where none saw it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(
            RejectionReason reason,
            String detail,
            @Nullable String productId,
            @Nullable String eventId,
            @Nullable String modelId,
            String position,
            Instant time) {}

    /** Notes {@code rejected}; {@code productId} is null if the record had no key. */
    public void add(@Nullable String productId, RejectedImage rejected) {
        add(new Shown(
                rejected.reason(),
                String.valueOf(cut(rejected.detail())),
                cut(productId),
                cut(rejected.imageEventId()),
                rejected.modelId(),
                rejected.sourceTopic() + "/" + rejected.sourcePartition() + "/" + rejected.sourceOffset(),
                rejected.rejectedTime()));
    }

    private synchronized void add(Shown shown) {
        if (last.size() == KEPT) {
            last.removeLast();
        }
        last.addFirst(shown);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** The rejections, newest first. */
    public synchronized List<Shown> shown() {
        return List.copyOf(last);
    }
}
