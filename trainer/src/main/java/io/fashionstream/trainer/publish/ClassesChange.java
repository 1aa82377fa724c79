package io.fashionstream.trainer.publish;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the classes of a model differ from those of the champion. Their order does not matter: it is only the model's.
 *
 * @param coming codes that the champion does not give
 * @param going codes that only the champion gives
 */
public record ClassesChange(List<Category> coming, List<Category> going) {
    public ClassesChange {
        coming = List.copyOf(coming);
        going = List.copyOf(going);
    }

    public static ClassesChange between(Classes champion, Classes candidate) {
        return new ClassesChange(without(candidate, champion), without(champion, candidate));
    }

    public boolean isNone() {
        return coming.isEmpty() && going.isEmpty();
    }

    private static List<Category> without(Classes classes, Classes others) {
        return classes.categories().stream()
                .filter(category -> !others.contains(category))
                .toList();
    }

    /** Such as {@code classes that come: HAT; that go: BAG, COAT}. */
    @Override
    public String toString() {
        return "classes that come: %s; that go: %s".formatted(named(coming), named(going));
    }

    private static String named(List<Category> categories) {
        return categories.isEmpty()
                ? "none"
                : categories.stream().map(Category::code).collect(Collectors.joining(", "));
    }
}
