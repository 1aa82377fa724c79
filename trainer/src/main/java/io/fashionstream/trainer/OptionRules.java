package io.fashionstream.trainer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A command or mixin whose options have rules that can be told before anything is done. */
interface OptionRules {
    /** What is wrong: option, rule and value found of each; empty if nothing is. */
    List<String> problems();

    /** The messages of those values that cannot be made. */
    static List<String> problemsOf(Supplier<?>... values) {
        return Arrays.stream(values).flatMap(OptionRules::problemOf).toList();
    }

    private static Stream<String> problemOf(Supplier<?> value) {
        try {
            var unused = value.get();
            return Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.of(String.valueOf(e.getMessage()));
        }
    }
}
