package io.fashionstream.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text in place of a picture: markup, JSON, an address, or the picture itself written as text. */
final class TextForm {
    private static final int LOOKED_AT_BYTES = 1024;
    private static final int FEWEST_CHARACTERS = 16;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final String SEND_BYTES = "send the bytes, or a structured CloudEvent with data_base64";

    private static final List<Start> STARTS = List.of(
            new Start("data:", "a data: URL", SEND_BYTES),
            new Start("/9j/", "Base64 text of a JPEG", SEND_BYTES),
            new Start("_9j_", "Base64 text of a JPEG", SEND_BYTES),
            new Start("ivborw0kgg", "Base64 text of a PNG", SEND_BYTES),
            new Start("uklgr", "Base64 text of a WebP", SEND_BYTES),
            new Start("r0lgod", "Base64 text of a GIF", "convert it to PNG, JPEG or WebP, and " + SEND_BYTES),
            new Start("ffd8ff", "hexadecimal text of a JPEG", SEND_BYTES),
            new Start("\\xffd8ff", "hexadecimal text of a JPEG", SEND_BYTES),
            new Start("\\xff\\xd8", "escaped text of a JPEG", SEND_BYTES),
            new Start("89504e47", "hexadecimal text of a PNG", SEND_BYTES),
            new Start("\\x89504e47", "hexadecimal text of a PNG", SEND_BYTES),
            new Start("\\x89png", "escaped text of a PNG", SEND_BYTES),
            new Start("[255,", "a JSON array of numbers", SEND_BYTES),
            new Start("[-1,", "a JSON array of numbers", SEND_BYTES),
            new Start("http://", "the address of a picture", "fetch it, and send its bytes"),
            new Start("https://", "the address of a picture", "fetch it, and send its bytes"),
            new Start("s3://", "the address of a picture", "fetch it, and send its bytes"),
            new Start("file:", "the address of a picture", "read it, and send its bytes"),
            new Start("content-type:", "a part of a multipart message", "send the picture alone"),
            new Start("content-disposition:", "a part of a multipart message", "send the picture alone"));

    private TextForm() {}

    /** Text that begins like this, whatever its case, is {@code name}. */
    private record Start(String text, String name, String advice) {}

    /** Refuses {@code bytes} if they are text of a known kind, or text of any kind and no raw pixels. */
    static void refuse(byte[] bytes) throws Undecodable {
        String text = beginning(bytes);
        String unquoted = unquoted(text);
        for (Start start : STARTS) {
            if (unquoted.startsWith(start.text)) {
                throw OtherFormat.named(start.name, start.advice);
            }
        }
        String form = markup(text);
        if (form == null && bytes.length != ImageTensor.PIXELS && isPlain(text)) {
            form = "text";
        }
        if (form != null) {
            throw OtherFormat.named(form, advice(form));
        }
    }

    /** The first characters in lower case, without what may stand before text. */
    private static String beginning(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(LOOKED_AT_BYTES, bytes.length), ISO_8859_1);
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        return unmarked.stripLeading().toLowerCase(Locale.ROOT);
    }

    /** JSON writes text in quotes, and so does Python, with a b before them if it means bytes. */
    private static String unquoted(String text) {
        String unprefixed = text.startsWith("b'") || text.startsWith("b\"") ? text.substring(1) : text;
        return unprefixed.startsWith("'") || unprefixed.startsWith("\"") ? unprefixed.substring(1) : unprefixed;
    }

    private static @Nullable String markup(String text) {
        boolean xml = text.startsWith("<?xml");
        boolean maybeSvg = xml || text.startsWith("<!");
        if (text.startsWith("<svg") || (maybeSvg && text.contains("<svg"))) {
            return "an SVG";
        }
        if (text.startsWith("<!doctype html")
                || text.startsWith("<html")
                || (text.startsWith("<") && text.contains("<body"))) {
            return "a page of HTML";
        }
        if (xml) {
            return "XML";
        }
        boolean object =
                text.startsWith("{") && text.substring(1).stripLeading().startsWith("\"");
        return object || text.startsWith("[{") ? "JSON" : null;
    }

    private static String advice(String form) {
        return switch (form) {
            case "an SVG" -> "draw it, and send PNG, JPEG or WebP";
            case "a page of HTML" -> "look at what the picture's address answers, and send the picture itself";
            case "JSON" ->
                "send the picture's bytes; a structured CloudEvent needs its content-type header "
                        + "(application/cloudevents+json)";
            default -> "send the bytes of a picture";
        };
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if ((character < ' ' || character > '~') && !Character.isWhitespace(character)) {
                return false;
            }
        }
        return text.length() >= FEWEST_CHARACTERS;
    }
}
