package io.fashionstream.event.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainInstantTest {
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final String CHARACTERS = "0123456789-:.TZtz+ ";

    private final Random random = new Random(1);

    @Test
    void everyInstantIsReadAsItIsWritten() {
        for (int i = 0; i < 20_000; i++) {
            Instant instant = instant();
            assertThat(PlainInstant.read(instant.toString())).isEqualTo(instant);
        }
        assertThat(PlainInstant.read("0000-01-01T00:00:00Z")).isEqualTo(Instant.ofEpochSecond(FIRST_SECOND));
        assertThat(PlainInstant.read("9999-12-31T23:59:59.999999999Z"))
                .isEqualTo(Instant.ofEpochSecond(LAST_SECOND, 999_999_999));
    }

    /** One or two characters are changed, taken out or put in: most results are no instant, or one in another form. */
    @Test
    void whatNoInstantIsWrittenAsIsNotRead() {
        for (int i = 0; i < 50_000; i++) {
            String text = changed(instant().toString());
            text = random.nextBoolean() ? changed(text) : text;
            assertThat(PlainInstant.read(text)).as(text).isEqualTo(byFormatter(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-06-30T23:59:60Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.5Z",
                "2026-01-01T00:00:00.500000Z",
                "2026-01-01T00:00:00.000Z",
                "2026-01-01T00:00:00+00:00",
                "2026-01-01t00:00:00z",
                "+12026-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "2026-01-01T00:00:00.\u0665\u0665\u0665Z"
            })
    void otherFormsAreNotRead(String text) {
        assertThat(PlainInstant.read(text)).isNull();
    }

    /** Whole seconds, milliseconds, microseconds and nanoseconds alike. */
    private Instant instant() {
        int unit = new int[] {1_000_000_000, 1_000_000, 1_000, 1}[random.nextInt(4)];
        long second = FIRST_SECOND + (long) (random.nextDouble() * (LAST_SECOND - FIRST_SECOND));
        return Instant.ofEpochSecond(second, (long) random.nextInt(1_000_000_000 / unit) * unit);
    }

    private String changed(String text) {
        int at = random.nextInt(text.length());
        char put = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + put + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            default -> text.substring(0, at) + put + text.substring(at);
        };
    }

    private static @Nullable Instant byFormatter(String text) {
        try {
            Instant instant = Instant.parse(text);
            return instant.toString().equals(text) && text.charAt(4) == '-' && text.charAt(0) != '-' ? instant : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
