package io.fashionstream.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.stream.model.ServedModels;
import io.fashionstream.stream.ops.LastImages.ShownImage;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.ops.ServingFigures;
import java.time.Instant;
import java.util.List;

/**
 * What the live page shows, as {@code /state.json}.
 *
 * @param passedOver events of which something had no effect, such as duplicates, with the last ones by name
 * @param accuracy rows of the champion that serves here: of all instances, not this one alone; none of a model that
 *     served before
 * @param challengerAccuracy the same of the challenger
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LiveState(
        String instanceId,
        ProcessorState state,
        boolean ready,
        Instant time,
        List<Named> categories,
        ServingFigures figures,
        List<ServedModels.Summary> models,
        List<ModelRollout> rollouts,
        List<ShownImage> lastImages,
        List<PassedOver.Seen> passedOver,
        List<ClassAccuracy> accuracy,
        List<ClassAccuracy> challengerAccuracy) {
    /** A category and how people call it. */
    record Named(Category category, String name) {
        /** All categories, in label order. */
        static List<Named> all() {
            return Category.ALL.stream()
                    .map(category -> new Named(category, category.displayName()))
                    .toList();
        }
    }
}
