package io.fashionstream.dataset;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ProductClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes classes of the names that people give them. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * Reads a file with one name a line, in the order of the labels; empty lines are passed over.
     *
     * @throws DataSetException if it cannot be read, or a name is none, or there are fewer than two
     */
    public static Classes read(Path file) {
        try {
            return classes(
                    file,
                    Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .toList());
        } catch (IOException e) {
            throw new DataSetException(
                    "%s: expected a text with the name of one class a line: %s".formatted(file, e), e);
        }
    }

    /**
     * Classes with these names, in this order. A class's code is its name in capitals, with {@code _} for all that is
     * neither letter nor digit.
     *
     * @param source where the names come from, for the message
     * @throws DataSetException if a name gives no code, two give the same one, or there are fewer than 2 or too many
     */
    public static Classes classes(Path source, List<String> names) {
        Map<Category, String> known = new HashMap<>();
        List<ProductClass> classes = new ArrayList<>();
        for (String name : names) {
            Category code = Category.written(name)
                    .orElseThrow(() -> new DataSetException(
                            "%s: expected a class name with letters A to Z or digits, 64 at most, found \"%s\""
                                    .formatted(source, name)));
            String other = known.put(code, name);
            if (other != null) {
                throw new DataSetException(
                        "%s: expected class names that differ in letters or digits, found \"%s\" and \"%s\""
                                .formatted(source, other, name));
            }
            classes.add(new ProductClass(code, name));
        }
        if (classes.size() < 2 || classes.size() > Classes.MOST) {
            throw new DataSetException(
                    "%s: expected 2 to %d classes, found %d".formatted(source, Classes.MOST, classes.size()));
        }
        return new Classes(classes);
    }
}
