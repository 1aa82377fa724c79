package io.fashionstream.endtoend.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks at the folders that the package phase of this very build made. */
class ProgramsIT {
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

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
            assertThat(jars(program))
                    .anyMatch(jar -> jar.matches(program + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void everyProgramBringsAListOfWhatItIsMadeOf() throws IOException {
        for (String program : List.of("trainer", "stream-processor", "test-kit", "quickstart")) {
            JsonNode list = new ObjectMapper()
                    .readTree(folder(program).resolve("bom.cdx.json").toFile());
            List<String> listed = new ArrayList<>();
            list.get("components").forEach(part -> listed.add(file(part)));

            assertThat(list.get("bomFormat").asText()).isEqualTo("CycloneDX");
            assertThat(list.at("/metadata/component/name").asText()).isEqualTo(program);
            assertThat(listed)
                    .as("of every jar but the program's own")
                    .containsExactlyInAnyOrderElementsOf(jars(program).stream()
                            .filter(jar -> !jar.startsWith(program + "-"))
                            .toList());
        }
    }

    /** The name of the jar that {@code part} describes. */
    private static String file(JsonNode part) {
        Matcher classifier = CLASSIFIER.matcher(part.get("purl").asText());
        return part.get("name").asText() + "-" + part.get("version").asText()
                + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    @Test
    void programsSayTheirVersionAndRevision() throws Exception {
        assertThat(output("stream-processor", "--version", Map.of()))
                .matches("fashion-stream [0-9.]+(-SNAPSHOT)? \\(revision ([0-9a-f]{12}|unknown)\\)\n");
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
        Map<String, String> showing = new HashMap<>(environment);
        showing.put("JAVA_OPTS", "-XshowSettings:all");
        return output(program, "--help", showing);
    }

    private static String output(String program, String argument, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        folder(program).resolve("bin").resolve(program).toString(), argument)
                .redirectErrorStream(true);
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
