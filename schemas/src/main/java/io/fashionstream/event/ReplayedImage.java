package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.time.Instant;

/**
 * One rejected image was sent again, and never will be another time. Key on {@code replayed-images}: {@code replayedFrom}.
 *
 * @param replayedFrom {@code topic/partition/offset} of the original record
 * @param reason why it was rejected
 */
public record ReplayedImage(String replayedFrom, RejectionReason reason, Instant replayedTime) {
    public ReplayedImage {
        require(
                replayedFrom.matches("[^/]+/\\d+/\\d+"),
                "replayedFrom must be topic/partition/offset, got \"%s\"",
                replayedFrom);
    }
}
