package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InputsDocumentTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

    @Test
    void theDocumentListsEachReasonForARejectionAndNoOther() throws IOException {
        String document = Files.readString(Path.of("../docs/inputs.md"));
        String table = document.substring(document.indexOf("| reason | when |"));

        List<String> listed = table.lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(1, line.indexOf('|', 1)))
                .flatMap(cell -> NAME.matcher(cell).results().map(match -> match.group(1)))
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RejectionReason.values()).map(Enum::name).toList());
    }
}
