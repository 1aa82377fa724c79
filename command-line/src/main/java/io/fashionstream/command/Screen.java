package io.fashionstream.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * Draws lines over those drawn before, and leaves the cursor below them. Lines longer than the terminal is wide are cut,
 * and so are lines that it is not high enough for. The terminal is left in order after each call, so that there is nothing
 * to close. One thread.
 */
public final class Screen {
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";
    private static final String CUT_LINES = "\033[?7l";
    private static final String WRAP_LINES = "\033[?7h";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

    private final PrintWriter out;
    private final Supplier<TerminalSize> size;
    private int drawn;

    /** @param size asked before each drawing */
    public Screen(PrintWriter out, Supplier<TerminalSize> size) {
        this.out = out;
        this.size = size;
    }

    /** Replaces what was drawn before. */
    public void draw(List<String> lines) {
        List<String> shown = lines.subList(0, Math.min(lines.size(), size.get().rows() - 1));
        StringBuilder frame = new StringBuilder(HIDE_CURSOR).append(CUT_LINES);
        up(frame);
        shown.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        print(frame.append(CLEAR_BELOW).append(WRAP_LINES).append(SHOW_CURSOR));
        drawn = shown.size();
    }

    /** Clears what was drawn before; what comes next takes its place. */
    public void erase() {
        StringBuilder frame = new StringBuilder();
        up(frame);
        print(frame.append(CLEAR_BELOW));
        drawn = 0;
    }

    /** Writes a line below what was drawn, where both stay. */
    public void say(String line) {
        print(new StringBuilder(line).append('\n'));
        drawn = 0;
    }

    private void up(StringBuilder frame) {
        if (drawn > 0) {
            frame.append("\033[").append(drawn).append("A\r");
        }
    }

    private void print(StringBuilder text) {
        out.print(text);
        out.flush();
    }
}
