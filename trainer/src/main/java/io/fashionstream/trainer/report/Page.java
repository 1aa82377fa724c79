package io.fashionstream.trainer.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * Fills the templates that lie beside this class. A page needs nothing but a browser: style, scripts, data and images are
 * all within. Every text is escaped unless a template says {@code raw}.
 */
final class Page {
    private static final String FOLDER = "io/fashionstream/trainer/report";

    /** The build with lines, bars, tooltips and legends; the path holds the version of the POM. */
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";

    private Page() {}

    /**
     * The page that the template {@code name} makes of {@code values}.
     *
     * @throws io.pebbletemplates.pebble.error.PebbleException if the template asks for a value that is not there
     */
    static String render(String name, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("style", text("page.css"));
        all.put("script", text("page.js"));
        all.put("echarts", packed(ECHARTS));
        return part(name, all);
    }

    /** What the template {@code name} makes of {@code values} alone: a part of a page. */
    static String part(String name, Map<String, Object> values) {
        StringWriter page = new StringWriter();
        try {
            engine().getTemplate(name).evaluate(page, values, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return page.toString();
    }

    private static PebbleEngine engine() {
        ClasspathLoader templates = new ClasspathLoader(Page.class.getClassLoader());
        templates.setPrefix(FOLDER);
        templates.setSuffix(".peb");
        return new PebbleEngine.Builder()
                .loader(templates)
                .extension(new Figures())
                .newLineTrimming(false)
                .strictVariables(true)
                .build();
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** Compressed, as Base64: less than half of the space, which counts because a report travels with every model. */
    private static String packed(String name) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static byte[] bytes(String name) {
        try (InputStream content = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
