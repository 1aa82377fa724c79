package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import java.util.List;
import java.util.Locale;

/** One figure, read several times. */
record Readings(List<Double> values) {
    Readings {
        require(!values.isEmpty(), "a figure must be read at least once");
        values = values.stream().sorted().toList();
    }

    /** The middle one, or the mean of both middle ones. */
    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** Median, smallest and largest, as whole numbers. */
    String toText() {
        return String.format(
                Locale.ROOT, "%,.0f (%,.0f to %,.0f)", median(), values.get(0), values.get(values.size() - 1));
    }
}
