package io.fashionstream.trainer.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * ECharts, compressed, as it is put into a page; the page unpacks it. That takes less than half of the space, which
 * counts because the page travels with every model.
 */
final class PackedScript {
    /** The build with lines, bars, tooltips and legends; the path holds the version of the POM. */
    private static final String RESOURCE = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";

    private PackedScript() {}

    /** Base64 of the gzip-compressed script. */
    static String base64() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (InputStream script = Objects.requireNonNull(PackedScript.class.getResourceAsStream(RESOURCE), RESOURCE);
                OutputStream gzip = new GZIPOutputStream(packed)) {
            script.transferTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
}
