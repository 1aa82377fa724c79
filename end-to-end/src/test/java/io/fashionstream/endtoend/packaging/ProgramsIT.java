package io.fashionstream.endtoend.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks at the folders that the package phase of this very build made. */
class ProgramsIT {
    @Test
    void theStreamProcessorShipsWithoutDeeplearning4j() throws IOException {
        assertThat(jars("stream-processor"))
                .anyMatch(jar -> jar.startsWith("onnxruntime-"))
                .anyMatch(jar -> jar.startsWith("kafka-streams-"))
                .noneMatch(jar -> jar.contains("deeplearning4j"))
                .noneMatch(jar -> jar.contains("nd4j"))
                .noneMatch(jar -> jar.contains("javacpp"))
                .noneMatch(jar -> jar.startsWith("kafka_2.13"));
    }

    @Test
    void everyProgramIsAFolderOfJarsWithOneStartScript() throws IOException {
        for (String program : List.of("trainer", "stream-processor", "test-kit", "quickstart")) {
            assertThat(folder(program).resolve("bin").resolve(program)).isExecutable();
            assertThat(jars(program)).contains(program + "-0.1.0-SNAPSHOT.jar").hasSizeGreaterThan(10);
        }
    }

    @Test
    void nativesOfOtherPlatformsStayAway() throws IOException {
        assertThat(jars("trainer").stream().filter(jar -> jar.matches("nd4j-native-1.*-(linux|macosx|windows)-.*")))
                .hasSize(1);
    }

    @Test
    void noProgramTakesSerializedJavaObjects() throws Exception {
        assertThat(properties("stream-processor", Map.of())).contains("jdk.serialFilter = !*");
        assertThat(properties("trainer", Map.of("JVM_FLAGS", "-Xmx64m"))).contains("jdk.serialFilter = !*");
    }

    @Test
    void flagsOfTheJvmAreReplacedOrAddedTo() throws Exception {
        assertThat(properties("stream-processor", Map.of())).contains("Max. Heap Size: 512.00M");
        assertThat(properties("stream-processor", Map.of("JVM_FLAGS", "-Xmx64m")))
                .contains("Max. Heap Size: 64.00M");
    }

    /** What the JVM of a program says of itself when the program's script starts it. */
    private static String properties(String program, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        folder(program).resolve("bin").resolve(program).toString(), "--help")
                .redirectErrorStream(true);
        builder.environment().put("JAVA_OPTS", "-XshowSettings:all");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }

    private static Path folder(String program) {
        return Path.of("..", program, "target", program);
    }

    private static List<String> jars(String program) throws IOException {
        try (Stream<Path> jars = Files.list(folder(program).resolve("lib"))) {
            return jars.map(jar -> jar.getFileName().toString()).toList();
        }
    }
}
