package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of envelope and encoding that a catalogue may send, with its answer; docs/inputs.md says the same in words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InputTableTest {
    /** When each record was sent, by its own timestamp. */
    static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");

    private ImageDriver driver;

    static List<InputCase> cases() {
        return Stream.of(EnvelopeCases.all(), SpellingCases.all(), CategoryCases.all(), EncodingCases.all())
                .flatMap(List::stream)
                .toList();
    }

    @BeforeAll
    void start(@TempDir Path stateDir) {
        driver = new ImageDriver(stateDir, Duration.ZERO, SENT);
    }

    @AfterAll
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachKindOfRecordGetsItsAnswer(InputCase kind) {
        InputRecord input = kind.input();

        ImageDriver.Written written = driver.send(input.key(), input.value(), input.headers(), SENT);

        String answers =
                written.rejections().isEmpty() ? "" : written.rejection().toString();
        assertThat(written.labels()).as(answers).hasSize(kind.answer() == InputCase.Answer.LABEL ? 1 : 0);
        assertThat(written.rejections()).hasSize(kind.answer() == InputCase.Answer.REJECTION ? 1 : 0);
        kind.reason()
                .ifPresent(reason ->
                        assertThat(written.rejection().reason()).as(answers).isEqualTo(reason));
        kind.check().accept(written);
    }

    @Test
    void theTableHoldsAHundredKindsEachOnce() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(100);
        assertThat(cases()).extracting(InputCase::name).doesNotHaveDuplicates();
    }

    @Test
    void theDocumentationListsEachReasonThatOccurs() throws IOException {
        String inputs = Files.readString(Path.of("..", "docs", "inputs.md"));

        Set<RejectionReason> reasons =
                cases().stream().flatMap(kind -> kind.reason().stream()).collect(Collectors.toSet());

        assertThat(reasons).allSatisfy(reason -> assertThat(inputs).contains("`" + reason + "`"));
    }

    /** What parsers and the JDK say of broken input means nothing to a publisher. */
    @ParameterizedTest
    @MethodSource("cases")
    void noRejectionRepeatsAParsersWords(InputCase kind) {
        InputRecord input = kind.input();
        ImageDriver.Written written = driver.send(input.key(), input.value(), input.headers(), SENT);

        if (kind.answer() == InputCase.Answer.REJECTION) {
            assertThat(written.rejection().detail())
                    .contains("expected")
                    .doesNotContain("Source:", "Exception", "java.", "N/A", "because \"", "Unexpected");
        }
    }
}
