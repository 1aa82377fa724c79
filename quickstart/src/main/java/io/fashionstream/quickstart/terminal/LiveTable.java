package io.fashionstream.quickstart.terminal;

import io.fashionstream.command.Screen;
import java.util.List;

/** Draws each frame over the one before. */
final class LiveTable implements View {
    private final Screen screen;
    private final FramePainter painter;
    private boolean passing;

    LiveTable(Screen screen, Style style) {
        this.screen = screen;
        this.painter = new FramePainter(style);
    }

    @Override
    public void say(String line) {
        if (passing) {
            screen.erase();
            passing = false;
        }
        screen.say(line);
    }

    @Override
    public void progress(String step, double share, String detail) {
        screen.draw(List.of(painter.progress(step, share, detail)));
        passing = true;
    }

    @Override
    public void show(Frame frame) {
        screen.draw(painter.paint(frame));
        passing = false;
    }
}
