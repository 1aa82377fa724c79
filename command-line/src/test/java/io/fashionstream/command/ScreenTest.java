package io.fashionstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter terminal = new StringWriter();

    @Test
    void aDrawingReplacesTheOneBeforeAndLeavesTheCursorVisible() {
        Screen screen = screen();
        screen.draw(List.of("one", "two"));
        screen.draw(List.of("three"));

        assertThat(terminal.toString()).containsOnlyOnce("\033[2A\r").endsWith("\033[?25h");
    }

    @Test
    void whatIsSaidStaysAndSoDoesTheDrawingAboveIt() {
        Screen screen = screen();
        screen.draw(List.of("a table"));
        screen.say("a step is done");
        screen.draw(List.of("another table"));

        assertThat(terminal.toString()).contains("a step is done\n").doesNotContain("A\r");
    }

    @Test
    void whatIsErasedGivesItsPlaceToWhatComesNext() {
        Screen screen = screen();
        screen.draw(List.of("passing"));
        screen.erase();
        screen.say("a step is done");

        assertThat(terminal.toString()).contains("\033[1A\r\033[Ja step is done\n");
    }

    @Test
    void linesThatTheTerminalIsNotHighEnoughForAreCut() {
        List<String> lines = IntStream.range(0, 30).mapToObj(Integer::toString).collect(Collectors.toList());
        Screen screen = screen();
        screen.draw(lines);
        screen.draw(lines);

        assertThat(terminal.toString()).contains("\033[9A\r").doesNotContain("9\033[K");
    }

    private Screen screen() {
        return new Screen(new PrintWriter(terminal), () -> new TerminalSize(80, 10));
    }
}
