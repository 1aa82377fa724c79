package io.fashionstream.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of this JVM's class path, for JVMs of their own that start quickly and stay small. */
public final class JavaProgram {
    private JavaProgram() {}

    /**
     * A program that is not started yet.
     *
     * @param heapMebibytes the largest heap that it may have
     * @param flags of the JVM, such as {@code -Dkey=value}
     * @param main name of the class that is its entry point
     */
    public static ProcessBuilder of(int heapMebibytes, List<String> flags, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(flags);
        command.add(main);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
