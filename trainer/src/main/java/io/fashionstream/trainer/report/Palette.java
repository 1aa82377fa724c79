package io.fashionstream.trainer.report;

/** Colours of charts, told apart by readers with any kind of colour vision (Okabe and Ito's set, darkened). */
final class Palette {
    static final String MAIN = "#2563a8";
    static final String SECOND = "#e08e0b";
    static final String THIRD = "#2e8b57";

    private Palette() {}
}
