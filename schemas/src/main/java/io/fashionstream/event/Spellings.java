package io.fashionstream.event;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How people write the classes of one model: case, spacing and plural do not count, and a number is a position. */
final class Spellings {
    private final Map<String, Category> known = new HashMap<>();

    Spellings(List<ProductClass> classes) {
        classes.forEach(each -> known.putIfAbsent(simple(each.code().code()), each.code()));
        boolean numbered = known.keySet().stream().anyMatch(code -> code.matches("[0-9]+"));
        for (int i = 0; i < classes.size(); i++) {
            ProductClass each = classes.get(i);
            if (!numbered) {
                known.put(String.valueOf(i), each.code());
            }
            add(each.code().code(), each.code());
            String[] parts = each.name().split("/", -1);
            for (String part : parts) {
                add(part, each.code());
            }
            addBoth(parts, each.code());
        }
    }

    private void add(String name, Category category) {
        for (String ending : List.of("", "s", "es")) {
            known.putIfAbsent(simple(name) + ending, category);
        }
    }

    /** A class that is named by two things is written with both of them: {@code T-shirts and tops}. */
    private void addBoth(String[] parts, Category category) {
        if (parts.length == 2) {
            String first = simple(parts[0]);
            String second = simple(parts[1]);
            for (String both : List.of(
                    first + second,
                    first + "s" + second + "s",
                    first + "s" + second,
                    first + second + "s",
                    first + "or" + second,
                    first + "sand" + second + "s")) {
                known.putIfAbsent(both, category);
            }
        }
    }

    @Nullable
    Category find(Category written) {
        return known.get(simple(written.code()));
    }

    private static String simple(String name) {
        StringBuilder simple = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                simple.append(c);
            }
        }
        return simple.toString().toLowerCase(Locale.ROOT);
    }
}
