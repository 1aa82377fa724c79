package io.fashionstream.quickstart.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests, for a JVM of its own. */
public final class JavaProgram {
    private JavaProgram() {}

    /** Runs {@code main} with the class path of the tests; not started yet. */
    public static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
