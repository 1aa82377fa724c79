package io.fashionstream.stream.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of settings that people read is the one that the program prints. */
final class SettingsDocumentTest {
    /** Their defaults depend on the machine. */
    private static final List<String> MACHINE_DEPENDENT = List.of("| `instance.id`", "| `state.dir`");

    @Test
    void theDocumentShowsEverySettingAsTheProgramDoes() throws IOException {
        List<String> document = Files.readAllLines(Path.of("..", "docs", "settings.md"));

        List<String> settings = SettingsListing.text()
                .lines()
                .filter(line -> MACHINE_DEPENDENT.stream().noneMatch(line::startsWith))
                .toList();

        assertThat(settings).hasSizeGreaterThan(30);
        assertThat(document).containsAll(settings);
    }
}
