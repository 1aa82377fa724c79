package io.fashionstream.stream.ops;

import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The live page: HTML, style sheets and scripts, which fetch {@code state.json} and {@code history.json} beside them. All of
 * it comes from this server.
 */
public final class LivePage {
    private static final String INDEX = "index.html";
    private static final List<String> FILES = List.of(
            INDEX,
            "live.css",
            "live.js",
            "accuracy.js",
            "alerts.js",
            "canary.js",
            "charts.js",
            "group.js",
            "html.js",
            "images.js",
            "models.js",
            "passed.js",
            "pixels.js",
            "text.js",
            "traffic.js",
            "try.css",
            "try.js");

    /** The library that draws the charts: uPlot (MIT), from the jar that holds its npm package. */
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final List<String> UPLOT_FILES = List.of("uPlot.iife.min.js", "uPlot.min.css");

    private LivePage() {}

    /** Adds the files of the page to {@code server}, the first of them as {@code /}. */
    public static void addTo(HttpPort server) {
        FILES.forEach(file -> add(server, file, "page/" + file));
        UPLOT_FILES.forEach(file -> add(server, file, UPLOT + file));
    }

    private static void add(HttpPort server, String file, String resource) {
        HttpAnswer page = HttpAnswer.of(contentType(file), contents(resource));
        server.page(file.equals(INDEX) ? "/" : "/" + file, () -> page);
    }

    private static String contentType(String file) {
        if (file.endsWith(".js")) {
            return "text/javascript; charset=utf-8";
        }
        return file.endsWith(".css") ? "text/css; charset=utf-8" : "text/html; charset=utf-8";
    }

    private static byte[] contents(String resource) {
        try (InputStream in = LivePage.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + resource + " cannot be read", e);
        }
    }
}
