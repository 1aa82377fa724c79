package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds which class of a model a truth means; the classes are known by what labels say. Confined to one thread. */
final class ClassNames {
    private static final int KEPT = 100;

    private final Map<List<Category>, Classes> known = new HashMap<>();

    /** The one of {@code classes} that is called {@code said}; empty if there is none. */
    Optional<Category> find(List<Category> classes, Category said) {
        return classes.contains(said) ? Optional.of(said) : of(classes).find(said);
    }

    /** In any order: members of a JSON object have none, and a number means a place in the data set's own order. */
    private static boolean isFashionMnist(List<Category> classes) {
        return classes.size() == Classes.FASHION_MNIST.size()
                && Classes.FASHION_MNIST.categories().containsAll(classes);
    }

    private Classes of(List<Category> classes) {
        Classes found = known.get(classes);
        if (found == null) {
            if (known.size() >= KEPT) {
                known.clear();
            }
            found = isFashionMnist(classes) ? Classes.FASHION_MNIST : Classes.ofCodes(classes);
            known.put(classes, found);
        }
        return found;
    }
}
