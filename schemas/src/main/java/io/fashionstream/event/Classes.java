package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classes of one model, in the order of its outputs. Immutable. */
public final class Classes {
    public static final int MOST = 250;

    /** The ten kinds of clothing of Fashion-MNIST, in the order of the data set's labels 0 to 9. */
    public static final Classes FASHION_MNIST = new Classes(List.of(
            new ProductClass(Category.T_SHIRT_TOP, "T-shirt/top"),
            new ProductClass(Category.TROUSER, "Trouser"),
            new ProductClass(Category.PULLOVER, "Pullover"),
            new ProductClass(Category.DRESS, "Dress"),
            new ProductClass(Category.COAT, "Coat"),
            new ProductClass(Category.SANDAL, "Sandal"),
            new ProductClass(Category.SHIRT, "Shirt"),
            new ProductClass(Category.SNEAKER, "Sneaker"),
            new ProductClass(Category.BAG, "Bag"),
            new ProductClass(Category.ANKLE_BOOT, "Ankle boot")));

    private final List<ProductClass> classes;
    private final List<Category> categories;
    private final Map<Category, Integer> indices = new HashMap<>();
    private final Spellings spellings;

    @JsonCreator
    public Classes(List<ProductClass> classes) {
        require(
                classes.size() >= 2 && classes.size() <= MOST,
                "a model must have 2 to 250 classes, got %d",
                classes.size());
        this.classes = List.copyOf(classes);
        this.categories = classes.stream().map(ProductClass::code).toList();
        for (Category category : categories) {
            require(!category.code().equals(ClassAccuracy.ALL), "no class may have the code ALL");
            require(indices.put(category, indices.size()) == null, "two classes have the code %s", category);
        }
        this.spellings = new Spellings(this.classes);
    }

    /** Classes of which nothing but the codes is known. */
    public static Classes ofCodes(List<Category> codes) {
        return codes.equals(FASHION_MNIST.categories)
                ? FASHION_MNIST
                : new Classes(codes.stream()
                        .map(code -> new ProductClass(code, code.displayName()))
                        .toList());
    }

    /** Code and name of each class, in order. */
    @JsonValue
    public List<ProductClass> list() {
        return classes;
    }

    /** The codes, in order. */
    public List<Category> categories() {
        return categories;
    }

    public int size() {
        return categories.size();
    }

    /**
     * The class of output {@code index}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Category category(int index) {
        require(index >= 0 && index < size(), "label must be 0 to %d, got %d", size() - 1, index);
        return categories.get(index);
    }

    /** The output of a class, or -1 if it is none of these. */
    public int indexOf(Category category) {
        return indices.getOrDefault(category, -1);
    }

    public boolean contains(Category category) {
        return indices.containsKey(category);
    }

    /** The name of a class; of any other, its code in words. */
    public String name(Category category) {
        int index = indexOf(category);
        return index < 0 ? category.words() : classes.get(index).name();
    }

    /**
     * The class that people mean by {@code written}: one of these codes, or the code or name of one in any case, spacing
     * and plural, or its number; empty if it is none of these. For Fashion-MNIST that is {@code ANKLE_BOOTS}, {@code 9},
     * {@code T_SHIRTS}.
     */
    public Optional<Category> find(Category written) {
        return contains(written) ? Optional.of(written) : Optional.ofNullable(spellings.find(written));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Classes that && classes.equals(that.classes);
    }

    @Override
    public int hashCode() {
        return classes.hashCode();
    }

    @Override
    public String toString() {
        return categories.toString();
    }
}
