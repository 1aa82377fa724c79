package io.fashionstream.stream.accuracy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Averages;
import io.fashionstream.event.ClassAccuracy.Evidence;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ClassAccuracy.Interval;
import io.fashionstream.event.Classes;
import io.fashionstream.stream.accuracy.BatchAccuracy.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Figures by the schoolbook: counted outcome by outcome, without a confusion matrix. */
final class PlainFigures {
    private final List<Outcome> outcomes;
    private final List<Outcome> known;

    PlainFigures(List<Outcome> outcomes) {
        this.outcomes = outcomes;
        this.known = outcomes.stream().filter(each -> each.truth() != null).toList();
    }

    Figures of(String scope) {
        return scope.equals(ClassAccuracy.ALL) ? all() : one(new Category(scope));
    }

    private Figures one(Category category) {
        long labelled = count(outcomes, each -> each.label().category().equals(category));
        long answered = count(known, each -> each.label().category().equals(category));
        long support = count(known, each -> category.equals(each.truth()));
        long hits = count(
                known,
                each -> category.equals(each.truth()) && each.label().category().equals(category));
        return new Figures(
                evidence(labelled, support),
                labelled,
                support,
                hits,
                share(hits, support),
                share(hits, answered),
                share(hits, support),
                answered + support == 0 ? null : f1(category),
                null,
                wilson(hits, support),
                share(answered, labelled),
                known.stream()
                        .filter(each -> category.equals(each.truth()))
                        .collect(groupingBy(each -> each.label().category(), counting())));
    }

    private Figures all() {
        long right = count(known, each -> each.label().category().equals(each.truth()));
        List<Category> occurring = Classes.FASHION_MNIST.categories().stream()
                .filter(category -> count(
                                known,
                                each -> category.equals(each.truth())
                                        || each.label().category().equals(category))
                        > 0)
                .toList();
        return new Figures(
                evidence(outcomes.size(), known.size()),
                outcomes.size(),
                known.size(),
                right,
                share(right, known.size()),
                mean(occurring, this::precision),
                mean(occurring, this::recall),
                mean(occurring, this::f1),
                known.isEmpty()
                        ? null
                        : new Averages(weighted(this::precision), weighted(this::recall), weighted(this::f1)),
                wilson(right, known.size()),
                share(known.size(), outcomes.size()),
                supports());
    }

    @SuppressWarnings("NullAway") // known holds outcomes with a truth only
    private Map<Category, Long> supports() {
        return known.stream().collect(groupingBy(Outcome::truth, counting()));
    }

    private static Evidence evidence(long labelled, long support) {
        if (support > 0) {
            return Evidence.MEASURED;
        }
        return labelled == 0 ? Evidence.EMPTY : Evidence.NO_TRUTH;
    }

    private double precision(Category category) {
        List<Outcome> answers = known.stream()
                .filter(each -> each.label().category().equals(category))
                .toList();
        return answers.isEmpty() ? 0 : count(answers, each -> category.equals(each.truth())) / (double) answers.size();
    }

    private double recall(Category category) {
        List<Outcome> members =
                known.stream().filter(each -> category.equals(each.truth())).toList();
        return members.isEmpty()
                ? 0
                : count(members, each -> each.label().category().equals(category)) / (double) members.size();
    }

    private double f1(Category category) {
        double precision = precision(category);
        double recall = recall(category);
        return precision + recall == 0 ? 0 : 2 / (1 / precision + 1 / recall);
    }

    private static @Nullable Double mean(List<Category> categories, Function<Category, Double> figure) {
        return categories.isEmpty()
                ? null
                : categories.stream().mapToDouble(figure::apply).sum() / categories.size();
    }

    /** The mean over outcomes of their true class's figure. */
    @SuppressWarnings("NullAway") // known holds outcomes with a truth only
    private double weighted(Function<Category, Double> figure) {
        return known.stream()
                .mapToDouble(each -> figure.apply(each.truth()))
                .average()
                .orElse(0);
    }

    private static long count(List<Outcome> outcomes, Predicate<Outcome> condition) {
        return outcomes.stream().filter(condition).count();
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : part / (double) whole;
    }

    /** Both roots of n (p - share)^2 = z^2 p (1 - p), the equation that defines the interval. */
    private static @Nullable Interval wilson(long hits, long trials) {
        if (trials == 0) {
            return null;
        }
        double z = 1.959963984540054;
        double share = hits / (double) trials;
        double a = trials + z * z;
        double b = -(2 * trials * share + z * z);
        double c = trials * share * share;
        double root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
        return new Interval((-b - root) / (2 * a), (-b + root) / (2 * a));
    }
}
