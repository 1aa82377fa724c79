package io.fashionstream.quickstart.terminal;

import io.fashionstream.command.Screen;
import io.fashionstream.command.TerminalSize;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what standard output can show. */
public final class TerminalProbe {
    private TerminalProbe() {}

    /**
     * The view for standard output, in the form that fits it.
     *
     * @param console null if standard input or output is no terminal
     */
    public static View view(Map<String, String> environment, @Nullable Console console) {
        if (console == null || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return new PlainLines(output(StandardCharsets.US_ASCII));
        }
        Style style = style(environment, TerminalSize.ofOutput());
        Charset charset = style.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        return new LiveTable(new Screen(output(charset), TerminalSize::ofOutput), style);
    }

    private static PrintWriter output(Charset charset) {
        return new PrintWriter(new FileOutputStream(FileDescriptor.out), true, charset);
    }

    static Style style(Map<String, String> environment, TerminalSize size) {
        String language = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Style(language.contains("UTF-8") || language.contains("UTF8"), colour, size);
    }
}
