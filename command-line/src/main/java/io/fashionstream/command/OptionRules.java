package io.fashionstream.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A command or mixin whose options have rules that can be told before anything is done. */
public interface OptionRules {
    /** What is wrong: option, rule and value found of each; empty if nothing is. */
    List<String> problems();

    /** The messages of those checks that throw {@link IllegalArgumentException}. */
    static List<String> problemsOf(Runnable... checks) {
        return Arrays.stream(checks).flatMap(OptionRules::problemOf).toList();
    }

    private static Stream<String> problemOf(Runnable check) {
        try {
            check.run();
            return Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.of(String.valueOf(e.getMessage()));
        }
    }
}
