package io.fashionstream.quickstart.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what standard output can show. */
public final class TerminalProbe {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private TerminalProbe() {}

    /** The view for standard output, in the form that fits it. */
    public static View view(Map<String, String> environment, @Nullable Console console) {
        Style style = style(environment, console);
        Charset charset = style.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        return style.live() ? new LiveTable(out, style) : new PlainLines(out);
    }

    /**
     * What a terminal can show.
     *
     * @param console null if standard input or output is no terminal
     */
    static Style style(Map<String, String> environment, @Nullable Console console) {
        if (console == null || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return Style.plain();
        }
        String language = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        int[] size = size();
        return new Style(true, language.contains("UTF-8") || language.contains("UTF8"), colour, size[1], size[0]);
    }

    /** Rows and columns; what is usual if the terminal does not tell. */
    private static int[] size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream answer = stty.getInputStream()) {
                String[] size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII)
                        .trim()
                        .split(" ", -1);
                if (stty.waitFor(2, TimeUnit.SECONDS) && size.length == 2) {
                    return new int[] {atLeast(5, size[0]), atLeast(20, size[1])};
                }
            }
        } catch (IOException | NumberFormatException noStty) {
            return new int[] {ROWS, COLUMNS};
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new int[] {ROWS, COLUMNS};
    }

    private static int atLeast(int least, String number) {
        return Math.max(least, Integer.parseInt(number));
    }
}
