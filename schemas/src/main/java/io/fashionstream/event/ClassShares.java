package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A probability for each class of a model, in the model's order: a map that keeps its numbers in an array. Immutable. */
public final class ClassShares extends AbstractMap<Category, Double> {
    private final List<Category> categories;
    private final double[] shares;

    private ClassShares(List<Category> categories, double[] shares) {
        this.categories = categories;
        this.shares = shares;
    }

    /** Share {@code i} is that of category {@code i}. Takes {@code shares} without copying it. */
    public static ClassShares of(List<Category> categories, double[] shares) {
        require(
                categories.size() == shares.length,
                "expected %d shares, one for each class, got %d",
                categories.size(),
                shares.length);
        return new ClassShares(List.copyOf(categories), shares);
    }

    /** The same shares, in the order of the map. */
    public static ClassShares copyOf(Map<Category, Double> shares) {
        return shares instanceof ClassShares same
                ? same
                : new ClassShares(
                        List.copyOf(shares.keySet()),
                        shares.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray());
    }

    /** The classes, in order. */
    public List<Category> categories() {
        return categories;
    }

    /** The share of class {@code index}. */
    public double share(int index) {
        return shares[index];
    }

    @Override
    public @Nullable Double get(@Nullable Object category) {
        int index = categories.indexOf(category);
        return index < 0 ? null : shares[index];
    }

    @Override
    public boolean containsKey(@Nullable Object category) {
        return categories.contains(category);
    }

    @Override
    public Set<Entry<Category, Double>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Category, Double>> iterator() {
                return IntStream.range(0, shares.length)
                        .mapToObj(i -> Map.entry(categories.get(i), shares[i]))
                        .iterator();
            }

            @Override
            public int size() {
                return shares.length;
            }
        };
    }
}
