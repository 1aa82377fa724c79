package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one model says of one image.
 *
 * @param imageEventId id of the {@code product-images} event that this answers; with the model id, the label's identity
 * @param category the most probable category
 * @param confidence its calibrated probability, in [0, 1]
 * @param probabilities calibrated probability of each of the ten categories; they sum to 1 within 1e-3
 * @param uncertain whether the confidence lies under the model's own threshold, so that a person should look
 * @param outOfDistribution whether the image is unlike anything that the model was trained on
 * @param modelId lower-case hex SHA-256 of the artifact that computed this
 * @param imageTime when the image event happened, by its publisher's clock
 * @param classifiedTime when the label was computed, by the processor's clock
 * @param declaredCategory the catalogue's own category, passed through as the first source of truth
 * @param batchImages images of the micro-batch that this was computed in, itself included, 1 to 1024; null in labels of
 *     before this was noted
 */
public record ImageLabel(
        String productId,
        String imageId,
        String imageEventId,
        Category category,
        double confidence,
        Map<Category, Double> probabilities,
        boolean uncertain,
        boolean outOfDistribution,
        String modelId,
        Instant imageTime,
        Instant classifiedTime,
        @Nullable Category declaredCategory,
        @Nullable Integer batchImages) {
    public ImageLabel {
        require(confidence >= 0 && confidence <= 1, "confidence must be in [0, 1], got %s", confidence);
        require(
                probabilities.size() == Category.ALL.size(),
                "probabilities must name all ten categories, got %s",
                probabilities.keySet());
        require(
                batchImages == null || batchImages >= 1,
                "batch images must be at least 1, got %s",
                String.valueOf(batchImages));
        probabilities = Collections.unmodifiableMap(new EnumMap<>(probabilities));
    }
}
