package io.fashionstream.stream.accuracy;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When to say that a model is too often wrong about a class.
 *
 * @param below accuracy under which a class is too bad, in (0, 1)
 * @param belowOf the same for single scopes, a category or {@code ALL}, in place of {@code below}
 * @param steps for how many publications in a row it must be so, 1 to 1000
 */
public record AlertRules(double below, Map<String, Double> belowOf, int steps) {
    /** An accuracy of less than 0.7, for a minute of ten-second steps. */
    public static final AlertRules DEFAULT = new AlertRules(0.7, Map.of(), 6);

    public AlertRules {
        requireShare("accuracy.alert.below", below);
        belowOf.forEach((scope, threshold) -> {
            require(
                    scope.equals(ClassAccuracy.ALL) || Category.isCode(scope),
                    "accuracy.alert.below.scopes must name categories, such as SHIRT, or ALL, got %s",
                    scope);
            requireShare("accuracy.alert.below.scopes of " + scope, threshold);
        });
        require(steps >= 1 && steps <= 1000, "accuracy.alert.steps must be 1 to 1000, got %s", steps);
        belowOf = Map.copyOf(belowOf);
    }

    private static void requireShare(String key, double value) {
        require(value > 0 && value < 1, "%s must be over 0 and under 1, got %s", key, value);
    }

    /** The thresholds of {@code scopes}. */
    Map<String, Double> thresholds(List<String> scopes) {
        return scopes.stream().collect(Collectors.toMap(Function.identity(), this::threshold));
    }

    double threshold(String scope) {
        return belowOf.getOrDefault(scope, below);
    }
}
