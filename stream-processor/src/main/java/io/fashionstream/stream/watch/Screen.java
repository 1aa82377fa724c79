package io.fashionstream.stream.watch;

import java.io.PrintWriter;
import java.util.List;

/** Draws lines over those drawn before; lines longer than the terminal is wide are cut. One thread. */
public final class Screen implements AutoCloseable {
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";
    private static final String CUT_LINES = "\033[?7l";
    private static final String WRAP_LINES = "\033[?7h";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

    private final PrintWriter out;
    private int drawn;

    public Screen(PrintWriter out) {
        this.out = out;
    }

    /** Replaces what was drawn before. */
    public void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder(HIDE_CURSOR).append(CUT_LINES);
        if (drawn > 0) {
            frame.append("\033[").append(drawn).append("A\r");
        }
        lines.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        out.print(frame.append(CLEAR_BELOW).append(WRAP_LINES));
        out.flush();
        drawn = lines.size();
    }

    /** Leaves the last lines standing, and the cursor below them. */
    @Override
    public void close() {
        out.print(SHOW_CURSOR);
        out.flush();
    }
}
