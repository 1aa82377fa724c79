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
 */
public record GroundTruth(String imageId, @Nullable Category category, String source, Instant time) {
    public GroundTruth {
        require(!imageId.isEmpty(), "imageId must not be empty");
    }
}
