package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.util.List;
import java.util.Optional;

/** The ten kinds of clothing of Fashion-MNIST, in the order of the data set's labels 0 to 9. */
public enum Category {
    T_SHIRT_TOP(0, "T-shirt/top"),
    TROUSER(1, "Trouser"),
    PULLOVER(2, "Pullover"),
    DRESS(3, "Dress"),
    COAT(4, "Coat"),
    SANDAL(5, "Sandal"),
    SHIRT(6, "Shirt"),
    SNEAKER(7, "Sneaker"),
    BAG(8, "Bag"),
    ANKLE_BOOT(9, "Ankle boot");

    /** All categories; index = label. */
    public static final List<Category> ALL = List.of(values());

    private final int label;
    private final String displayName;

    Category(int label, String displayName) {
        this.label = label;
        this.displayName = displayName;
    }

    /** The data set's integer label, 0 to 9, and the index of this class in every vector of ten. */
    public int label() {
        return label;
    }

    /** The name that the data set's authors print, for people to read. */
    public String displayName() {
        return displayName;
    }

    /**
     * The category of a data set label.
     *
     * @throws IllegalArgumentException if {@code label} is outside 0 to 9
     */
    public static Category ofLabel(int label) {
        require(label >= 0 && label < ALL.size(), "label must be 0 to 9, got %d", label);
        return ALL.get(label);
    }

    /** The category of a name on the wire ({@code ANKLE_BOOT}), or empty for any other text. */
    public static Optional<Category> ofName(String name) {
        return ALL.stream().filter(category -> category.name().equals(name)).findFirst();
    }

    /**
     * The category that people mean: its name on the wire, the data set's name or number, in any case, spacing and plural
     * ({@code Ankle boots}, {@code ankle_boot}, {@code 9}, {@code T-Shirt/Top}, {@code t-shirts}); empty for any other text.
     */
    public static Optional<Category> said(String name) {
        Category exactly = CategoryNames.ALL.get(name);
        return Optional.ofNullable(exactly != null ? exactly : CategoryNames.ALL.get(CategoryNames.simple(name)));
    }
}
