package io.fashionstream.event.serde;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The product id of a record key. Keys are bytes: an integer, or text in another encoding, is a key too. No two keys have
 * the same product id.
 */
public final class ProductId {
    /** What the product id of a key begins with that is no text. */
    public static final String BYTES = "bytes:";

    private ProductId() {}

    /**
     * The text of {@code key}; or, if it is not UTF-8, or holds a NUL as integers do, {@code bytes:} and its bytes in
     * hexadecimal.
     */
    public static String of(byte[] key) {
        try {
            String text = Utf8.strict(key, "record key");
            if (text.indexOf('\0') < 0 && !text.startsWith(BYTES)) {
                return text;
            }
        } catch (MalformedEvent e) {
            // Said in hexadecimal, below.
        }
        return BYTES + HexFormat.of().formatHex(key);
    }

    /** The product id of text that stands in for a record's key. */
    static String of(String partitionKey) {
        return of(partitionKey.getBytes(StandardCharsets.UTF_8));
    }

    /** The key whose product id is {@code productId}. */
    public static byte[] key(String productId) {
        if (productId.startsWith(BYTES)) {
            try {
                return HexFormat.of().parseHex(productId, BYTES.length(), productId.length());
            } catch (IllegalArgumentException e) {
                return productId.getBytes(StandardCharsets.UTF_8);
            }
        }
        return productId.getBytes(StandardCharsets.UTF_8);
    }
}
