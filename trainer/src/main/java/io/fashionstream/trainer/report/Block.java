package io.fashionstream.trainer.report;

/** A part of a page. */
@FunctionalInterface
interface Block {
    /** Well-formed HTML of one or more block elements, every text escaped. */
    String html();

    /** {@code text} such that HTML shows it as it is, between tags and in quoted attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
