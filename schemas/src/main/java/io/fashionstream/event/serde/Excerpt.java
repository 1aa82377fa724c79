package io.fashionstream.event.serde;

/** Strangers' text within our own messages: bounded, and without control characters. */
final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    static String of(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }
}
