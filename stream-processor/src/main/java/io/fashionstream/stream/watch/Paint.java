package io.fashionstream.stream.watch;

/** Colours for terminals, and none for files and pipes. */
public enum Paint {
    /** With ANSI escape sequences. */
    COLOURED,
    /** Text only. */
    PLAIN;

    String good(String text) {
        return in("32", text);
    }

    String bad(String text) {
        return in("31", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    private String in(String code, String text) {
        return this == COLOURED ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
