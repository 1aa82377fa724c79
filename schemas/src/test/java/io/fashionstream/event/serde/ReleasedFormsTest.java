package io.fashionstream.event.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files are added for each released form of a payload; none is ever changed. */
class ReleasedFormsTest {
    private static final Path FOLDER = Path.of("src/test/resources/released-events");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFormThatWasEverReleasedIsStillRead(Path file) throws IOException {
        JsonCodec<?> codec = JsonCodec.of(typeOf(file));

        assertThat(codec.read(Files.readAllBytes(file))).isNotNull();
    }

    @Test
    void everyPayloadTypeHasAFileForEachVersionUpToItsOwn() throws IOException {
        Set<String> names =
                files().stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        for (PayloadType<?> type : PayloadTypes.ALL) {
            assertThat(names).contains(type.name() + ".v" + type.version() + ".json");
        }
    }

    private static PayloadType<?> typeOf(Path file) {
        String name = file.getFileName().toString();
        return PayloadTypes.ALL.stream()
                .filter(type -> name.startsWith(type.name() + ".v" + type.version()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no payload type reads " + name));
    }
}
