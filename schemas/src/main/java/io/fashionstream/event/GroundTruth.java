package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an image really shows, said by a person or another system, at any time before or after its label.
 *
 * @param imageId the image that it is about; the record key is the image's product id
 * @param category the true category, or null to withdraw what was said before
 * @param source who says so
 * @param time when it was said
 * @param reviewer the person of that source who says so, where it names one
 * @param replaces {@code topic/partition/offset} of the statement about this image that its author saw as the latest; null if
 *     the author saw none, or does not say
 */
public record GroundTruth(
        String imageId,
        @Nullable Category category,
        String source,
        Instant time,
        @Nullable String reviewer,
        @Nullable String replaces) {
    /** The source of statements that people make on the review page. */
    public static final String REVIEW = "review";

    /** What a source says that names neither a person nor what it replaces. */
    public GroundTruth(String imageId, @Nullable Category category, String source, Instant time) {
        this(imageId, category, source, time, null, null);
    }

    public GroundTruth {
        require(!imageId.isEmpty(), "imageId must not be empty");
    }
}
