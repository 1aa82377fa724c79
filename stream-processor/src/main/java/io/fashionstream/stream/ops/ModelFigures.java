package io.fashionstream.stream.ops;

import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelHealth;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was published last of one model that an alias points at, over all instances.
 *
 * @param rows of each class, and of all together
 * @param raised scopes of the rows whose alert is raised
 * @param thresholds accuracy under which a scope is alerted, by scope
 */
public record ModelFigures(
        List<ClassAccuracy> rows, ModelHealth health, Set<String> raised, Map<String, Double> thresholds) {
    public ModelFigures {
        rows = List.copyOf(rows);
        raised = Set.copyOf(raised);
        thresholds = Map.copyOf(thresholds);
    }
}
