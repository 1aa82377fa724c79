package io.fashionstream.event;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How people write the ten categories. */
final class CategoryNames {
    /** Categories by their names on the wire, and by {@link #simple} forms of all that they are called. */
    static final Map<String, Category> ALL = all();

    private CategoryNames() {}

    /** {@code name} in lower case, without white space, hyphens, underscores and slashes; numbers keep their signs. */
    static String simple(String name) {
        String text = name.strip();
        if (text.length() < 2) {
            return text;
        }
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(CategoryNames::counts).forEach(letters::appendCodePoint);
        return letters.length() < 2 ? text : letters.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean counts(int character) {
        return character != '-'
                && character != '_'
                && character != '/'
                && !Character.isWhitespace(character)
                && !Character.isSpaceChar(character);
    }

    private static Map<String, Category> all() {
        Map<String, Category> names = new HashMap<>();
        for (Category category : Category.values()) {
            names.put(category.name(), category);
            names.put(String.valueOf(category.label()), category);
            names.put(simple(category.displayName()), category);
            for (String part : category.displayName().split("/", -1)) {
                for (String ending : List.of("", "s", "es")) {
                    names.put(simple(part) + ending, category);
                }
            }
        }
        for (String both : List.of("tshirtstops", "tshirttops", "tshirtstop", "tshirtortop", "tshirtsandtops")) {
            names.put(both, Category.T_SHIRT_TOP);
        }
        return Map.copyOf(names);
    }
}
