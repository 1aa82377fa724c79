package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which source of truth wins where both know a category. */
public enum TruthPrecedence {
    /** A ground-truth event wins; the declared category counts while there is none, or after it was withdrawn. */
    GROUND_TRUTH,
    /** The category that the catalogue declared wins; ground-truth events count for images without one. */
    DECLARED;

    /** The value of the setting, such as {@code ground-truth}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The values that the setting may have. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(TruthPrecedence::key).toList();
    }

    /** The precedence of a setting's value, or empty for any other text. */
    public static Optional<TruthPrecedence> ofKey(String key) {
        return Arrays.stream(values())
                .filter(precedence -> precedence.key().equals(key))
                .findFirst();
    }

    /** The category that counts, or null if neither source knows one. */
    public @Nullable Category choose(@Nullable Category declared, @Nullable Category said) {
        Category first = this == GROUND_TRUTH ? said : declared;
        Category second = this == GROUND_TRUTH ? declared : said;
        return first != null ? first : second;
    }
}
