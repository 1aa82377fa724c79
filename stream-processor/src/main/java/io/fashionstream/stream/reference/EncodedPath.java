package io.fashionstream.stream.reference;

/** Looks through the percent encoding of a path for what some server might take for the way out of a folder. */
final class EncodedPath {
    private static final int ENCODED = 3;
    private static final int DELETE = 0x7f;

    private EncodedPath() {}

    /**
     * Requires that no segment is {@code .} or {@code ..}, encoded or not, also in front of a parameter, and that no slash,
     * backslash, control character or percent encoding is encoded.
     *
     * @param path as {@link java.net.URI} takes it, so that each percent sign has two hexadecimal digits
     */
    static void require(String path) throws ForbiddenReference {
        StringBuilder segment = new StringBuilder();
        int at = 0;
        while (at < path.length()) {
            char letter = path.charAt(at);
            if (letter == '/') {
                requireName(segment);
                segment.setLength(0);
                at++;
            } else if (letter == '%') {
                segment.append(decoded(path, at));
                at += ENCODED;
            } else {
                segment.append(letter);
                at++;
            }
        }
        requireName(segment);
    }

    private static void requireName(StringBuilder segment) throws ForbiddenReference {
        int parameter = segment.indexOf(";");
        String name = parameter < 0 ? segment.toString() : segment.substring(0, parameter);
        if (name.equals(".") || name.equals("..")) {
            throw new ForbiddenReference("expected a path without . and .. as a segment, got one with it");
        }
    }

    private static char decoded(String path, int at) throws ForbiddenReference {
        char decoded = (char) Integer.parseInt(path, at + 1, at + ENCODED, 16);
        boolean twice = decoded == '%' && isHexadecimal(path, at + ENCODED) && isHexadecimal(path, at + ENCODED + 1);
        if (decoded < ' ' || decoded == DELETE || decoded == '/' || decoded == '\\' || twice) {
            throw new ForbiddenReference(
                    "expected a path that encodes no slash, backslash, control character or percent" + " encoding, got "
                            + path.substring(at, at + ENCODED));
        }
        return decoded;
    }

    private static boolean isHexadecimal(String path, int at) {
        return at < path.length() && Character.digit(path.charAt(at), 16) >= 0;
    }
}
