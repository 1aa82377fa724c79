package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * One class of a model.
 *
 * @param code what events carry
 * @param name what people read
 */
public record ProductClass(Category code, String name) {
    private static final int LONGEST_NAME = 200;

    public ProductClass {
        require(
                !name.isBlank() && name.length() <= LONGEST_NAME,
                "the name of class %s must be 1 to 200 characters, got \"%s\"",
                code,
                name);
    }

    /** The class of a manifest of before classes had names: a code of Fashion-MNIST. */
    @JsonCreator
    static ProductClass ofCode(String code) {
        Category category = new Category(code);
        return new ProductClass(category, category.displayName());
    }

    /** The class that people call {@code name}, with the code that follows from it. */
    public static ProductClass named(String name) {
        return new ProductClass(
                Category.written(name)
                        .orElseThrow(() -> new IllegalArgumentException("expected a class name with 1 to 64 letters"
                                + " A-Z or digits, from which its code is made, got \"" + name + "\"")),
                name.strip());
    }
}
