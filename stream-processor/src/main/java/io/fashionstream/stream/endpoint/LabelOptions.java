package io.fashionstream.stream.endpoint;

import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the query of a request asks for.
 *
 * @param productId whose picture it is; empty if it is not said
 * @param imageId how the picture is called; empty if it is not said
 * @param pixels whether the answer has the pixels that the network saw
 * @param explain whether the answer has a map of what the label rests on
 */
record LabelOptions(String productId, String imageId, boolean pixels, boolean explain) {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of("productId", "imageId", "pixels", "explain"));

    /** @throws HttpRefusal with 400 naming what is not known */
    static LabelOptions of(HttpHead head) throws HttpRefusal {
        for (String name : head.query().keySet()) {
            if (!KNOWN.contains(name)) {
                throw HttpRefusal.of(400, "expected parameters of " + KNOWN + ", got another one");
            }
        }
        return new LabelOptions(
                head.query("productId").orElse(""),
                head.query("imageId").orElse(""),
                flag(head, "pixels"),
                flag(head, "explain"));
    }

    private static boolean flag(HttpHead head, String name) throws HttpRefusal {
        String value = head.query(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw HttpRefusal.of(400, "expected the parameter " + name + " to be true or false");
        }
        return value.equals("true");
    }
}
