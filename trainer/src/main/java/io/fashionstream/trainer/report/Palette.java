package io.fashionstream.trainer.report;

/** Colours of charts, told apart by readers with any kind of colour vision (after Okabe and Ito). */
final class Palette {
    static final String MAIN = "#2563a8";
    static final String SECOND = "#e08e0b";
    static final String FAINT = "#8a97a5";

    private Palette() {}
}
