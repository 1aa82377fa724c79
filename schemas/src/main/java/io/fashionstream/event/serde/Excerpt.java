package io.fashionstream.event.serde;

/** Shortens text from outside for our own messages, and removes its control characters. */
public final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    /** At most 200 characters of {@code text}; a blank in place of each that cannot be shown. */
    public static String of(String text) {
        if (text.length() <= LONGEST && isPlain(text)) {
            return text;
        }
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        StringBuilder clean = new StringBuilder(shown.length());
        shown.codePoints().forEach(character -> clean.appendCodePoint(isShown(character) ? character : ' '));
        return text.length() <= LONGEST ? clean.toString() : clean + "...";
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isShown(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
