package io.fashionstream.image;

/** Compares the first bytes of a file with marks, which are written as text of one character a byte. */
final class Beginning {
    private Beginning() {}

    static boolean hasAt(byte[] bytes, int offset, String mark) {
        if (bytes.length - offset < mark.length()) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (Byte.toUnsignedInt(bytes[offset + i]) != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
