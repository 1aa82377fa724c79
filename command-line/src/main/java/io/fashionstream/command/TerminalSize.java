package io.fashionstream.command;

import static io.fashionstream.check.Check.require;

import org.jline.nativ.CLibrary;
import org.jline.nativ.CLibrary.WinSize;

/** How much a terminal shows at once, in characters. */
public record TerminalSize(int columns, int rows) {
    private static final int STANDARD_OUTPUT = 1;
    private static final int LEAST_COLUMNS = 20;
    private static final int LEAST_ROWS = 5;
    private static final TerminalSize USUAL = new TerminalSize(80, 24);

    public TerminalSize {
        require(
                columns >= LEAST_COLUMNS && rows >= LEAST_ROWS,
                "a terminal has at least 20 x 5 characters, got %d x %d",
                columns,
                rows);
    }

    /** The present size of the terminal at standard output; 80 x 24 if there is none, or the system does not tell. */
    public static TerminalSize ofOutput() {
        WinSize size = new WinSize();
        try {
            boolean known = CLibrary.isatty(STANDARD_OUTPUT) == 1
                    && CLibrary.ioctl(STANDARD_OUTPUT, CLibrary.TIOCGWINSZ, size) == 0
                    && size.ws_col > 0
                    && size.ws_row > 0;
            return known
                    ? new TerminalSize(Math.max(LEAST_COLUMNS, size.ws_col), Math.max(LEAST_ROWS, size.ws_row))
                    : USUAL;
        } catch (LinkageError notPosix) {
            return USUAL;
        }
    }
}
