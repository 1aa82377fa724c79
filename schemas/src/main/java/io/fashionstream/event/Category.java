package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The code of a class of products, such as {@code ANKLE_BOOT}: what events and artifacts carry. Which codes there are is
 * said by each model's {@link Classes}. The constants are those of Fashion-MNIST.
 *
 * @param code 1 to 64 of A-Z, 0-9 and _, the first one no _
 */
public record Category(@JsonValue String code) implements Comparable<Category> {
    public static final Category T_SHIRT_TOP = new Category("T_SHIRT_TOP");
    public static final Category TROUSER = new Category("TROUSER");
    public static final Category PULLOVER = new Category("PULLOVER");
    public static final Category DRESS = new Category("DRESS");
    public static final Category COAT = new Category("COAT");
    public static final Category SANDAL = new Category("SANDAL");
    public static final Category SHIRT = new Category("SHIRT");
    public static final Category SNEAKER = new Category("SNEAKER");
    public static final Category BAG = new Category("BAG");
    public static final Category ANKLE_BOOT = new Category("ANKLE_BOOT");

    private static final int LONGEST = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Category {
        require(isCode(code), "a category must be 1 to 64 of A-Z 0-9 _, the first no _, got \"%s\"", code);
    }

    /** Whether {@code text} is a code. */
    public static boolean isCode(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) == '_') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /**
     * The code that people mean when they write {@code text}: upper case, {@code _} for all that is neither letter nor
     * digit, no accents ({@code Ankle boots} is {@code ANKLE_BOOTS}). What is not a number does not become one. Empty if
     * nothing is left, or too much.
     */
    public static Optional<Category> written(String text) {
        if (isCode(text)) {
            return Optional.of(new Category(text));
        }
        String stripped = text.strip();
        String code = simplified(Normalizer.normalize(stripped, Normalizer.Form.NFD));
        return isCode(code) && (!isNumber(code) || code.equals(stripped))
                ? Optional.of(new Category(code))
                : Optional.empty();
    }

    private static String simplified(String decomposed) {
        StringBuilder code = new StringBuilder(decomposed.length());
        boolean gap = false;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
            if ((upper >= 'A' && upper <= 'Z') || (upper >= '0' && upper <= '9')) {
                code.append(gap && code.length() > 0 ? "_" : "").append(upper);
                gap = false;
            } else {
                gap |= Character.getType(c) != Character.NON_SPACING_MARK;
            }
        }
        return code.toString();
    }

    private static boolean isNumber(String code) {
        return code.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A name for people to read, where nothing but the code is known: {@code Ankle boot}. */
    public String displayName() {
        return Classes.FASHION_MNIST.name(this);
    }

    /** The code in words: {@code Ankle boot}. */
    String words() {
        return code.charAt(0) + code.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public int compareTo(Category other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
