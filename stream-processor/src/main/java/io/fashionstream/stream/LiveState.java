package io.fashionstream.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.stream.model.ServedModels;
import io.fashionstream.stream.ops.GroupView;
import io.fashionstream.stream.ops.LastImages.ShownImage;
import io.fashionstream.stream.ops.LastRejections;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.ops.ServingFigures;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the live page shows, as {@code /state.json}.
 *
 * @param lastRejections of this instance, newest first
 * @param passedOver events of which something had no effect, such as duplicates, with the last ones by name
 * @param accuracy rows of the champion that serves here: of all instances, not this one alone; none of a model that
 *     served before
 * @param challengerAccuracy the same of the challenger
 * @param together what holds for all instances
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
        List<LastRejections.Shown> lastRejections,
        List<PassedOver.Seen> passedOver,
        List<ClassAccuracy> accuracy,
        List<ClassAccuracy> challengerAccuracy,
        Together together) {
    /**
     * What holds for all instances together.
     *
     * @param group which instances there are, and what waits; null while the broker does not say
     * @param health of the models that serve here, over the window that ended last
     * @param alerts the open ones first
     * @param canary null while none serves
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Together(
            @Nullable GroupView group,
            List<ModelHealth> health,
            List<AccuracyAlert> alerts,
            @Nullable Canary canary) {}

    /**
     * A canary that serves a share of the products.
     *
     * @param servesHere false if this instance refused it
     * @param evidence what its step has shown so far; null unless this instance merges the figures
     * @param accuracy its figures over the window that ended last; null before it has any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Canary(
            CanaryStep step,
            boolean servesHere,
            CanaryStep.@Nullable Evidence evidence,
            @Nullable ClassAccuracy accuracy) {}

    /** A category and how people call it. */
    record Named(Category category, String name) {
        /** The classes of all of {@code models}, each code once, in their order, by the name that the first model gives. */
        static List<Named> of(List<Classes> models) {
            Map<Category, Named> named = new LinkedHashMap<>();
            models.stream()
                    .flatMap(classes -> classes.list().stream())
                    .forEach(each -> named.putIfAbsent(each.code(), new Named(each.code(), each.name())));
            return List.copyOf(named.values());
        }
    }
}
