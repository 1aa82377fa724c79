package io.fashionstream.trainer.report;

/** A paragraph. */
record Prose(String text) implements Block {
    @Override
    public String html() {
        return "<p>%s</p>%n".formatted(Block.escaped(text));
    }
}
