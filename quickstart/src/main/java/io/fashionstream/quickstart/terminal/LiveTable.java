package io.fashionstream.quickstart.terminal;

import java.io.PrintStream;
import java.util.List;

/** Draws each frame over the one before, with the cursor hidden meanwhile. */
public final class LiveTable implements View {
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

    private final PrintStream out;
    private final FramePainter painter;
    private int linesDrawn;
    private boolean passing;

    public LiveTable(PrintStream out, Style style) {
        this.out = out;
        this.painter = new FramePainter(style);
    }

    @Override
    public void say(String line) {
        StringBuilder screen = new StringBuilder();
        if (passing) {
            back(screen);
        }
        out.print(screen.append(line).append(CLEAR_BELOW).append('\n'));
        out.flush();
        linesDrawn = 0;
        passing = false;
    }

    @Override
    public void progress(String step, double share, String detail) {
        draw(List.of(painter.progress(step, share, detail)));
        passing = true;
    }

    @Override
    public void show(Frame frame) {
        draw(painter.paint(frame));
        passing = false;
    }

    @Override
    public void close() {
        out.print(SHOW_CURSOR);
        out.flush();
        linesDrawn = 0;
    }

    private void draw(List<String> lines) {
        StringBuilder screen = new StringBuilder(HIDE_CURSOR);
        back(screen);
        lines.forEach(line -> screen.append(line).append(CLEAR_LINE).append('\n'));
        out.print(screen.append(CLEAR_BELOW));
        out.flush();
        linesDrawn = lines.size();
    }

    private void back(StringBuilder screen) {
        if (linesDrawn > 0) {
            screen.append("\033[").append(linesDrawn).append('A').append('\r');
        }
    }
}
