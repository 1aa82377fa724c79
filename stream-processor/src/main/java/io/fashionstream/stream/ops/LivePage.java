package io.fashionstream.stream.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The live page: HTML, a style sheet and scripts, which fetch {@code state.json} beside them. */
public final class LivePage {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "index.html", HTML,
            "live.css", CSS,
            "live.js", SCRIPT,
            "accuracy.js", SCRIPT,
            "html.js", SCRIPT,
            "images.js", SCRIPT,
            "models.js", SCRIPT,
            "passed.js", SCRIPT,
            "text.js", SCRIPT,
            "traffic.js", SCRIPT));

    private LivePage() {}

    /** Adds the files of the page to {@code server}, the first of them as {@code /}. */
    public static void addTo(OpsServer server) {
        FILES.forEach((file, contentType) -> {
            OpsPage page = OpsPage.of(contentType, contents(file));
            server.page(file.equals("index.html") ? "/" : "/" + file, () -> page);
        });
    }

    private static byte[] contents(String file) {
        try (InputStream in = LivePage.class.getResourceAsStream("page/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + file + " cannot be read", e);
        }
    }
}
