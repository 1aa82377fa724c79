package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets of a processor that has labelled images. */
@ExtendWith(SharedBroker.class)
class MetricsIT {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_:][a-z0-9_:]*)(\\{([a-z_]+=\"[^\"]*\",?)*})? (NaN|[+-]Inf|[-+0-9.Ee]+)");

    private static final int LARGEST_BYTES = 64 * 1024;

    @TempDir
    private Path folder;

    @Test
    void aScrapeIsSmallAndEachMetricIsExplained(KafkaConnection kafka, Topics topics) throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 2, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (ImageStream images = deployment.images(3);
                StreamProcessor processor = new StreamProcessor(deployment.settings("one", Map.of())).start()) {
            assertThat(processor.awaitReady(Duration.ofSeconds(60))).isTrue();
            images.publish(50);
            deployment.awaitLabels(50);

            byte[] scrape = scrape(processor, "text/plain", "identity").body();
            HttpResponse<byte[]> compressed = scrape(processor, "text/plain", "gzip");
            HttpResponse<byte[]> open = scrape(processor, "application/openmetrics-text;version=1.0.0", "identity");

            assertThat(scrape).hasSizeLessThan(LARGEST_BYTES);
            assertThat(compressed.body()).hasSizeLessThan(scrape.length / 4);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                    .hasSizeBetween(scrape.length - 2_000, scrape.length + 2_000);
            assertThat(open.headers().firstValue("content-type").orElseThrow())
                    .startsWith("application/openmetrics-text");
            assertThat(new String(open.body(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
            requireExplained(new String(scrape, StandardCharsets.UTF_8).lines().toList());
            requirePromtoolTakes(scrape);
        }
    }

    private static void requireExplained(List<String> lines) {
        Set<String> explained = names(lines, "# HELP ");
        assertThat(names(lines, "# TYPE ")).isEqualTo(explained);
        assertThat(lines)
                .allMatch(line -> line.startsWith("# ") || SAMPLE.matcher(line).matches());
        assertThat(explained)
                .contains(
                        "fashion_stream_labels_total",
                        "fashion_stream_batch_images",
                        "fashion_stream_label_latency_seconds",
                        "fashion_stream_model_info",
                        "kafka_consumer_fetch_manager_records_lag_max",
                        "jvm_memory_used_bytes",
                        "process_uptime_seconds")
                .hasSizeLessThan(80);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("# HELP fashion_stream_"))
                .allMatch(line -> line.split(" ", 4)[3].length() > 10);
    }

    private static Set<String> names(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.split(" ", 4)[2])
                .collect(Collectors.toSet());
    }

    private void requirePromtoolTakes(byte[] scrape) throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
        assumeTrue(
                installed, "promtool (Debian's package prometheus) is not installed: metrics were not checked by it");
        Path input = Files.write(folder.resolve("metrics.txt"), scrape);
        Path output = folder.resolve("complaints.txt");
        new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(Files.readAllLines(output))
                .noneMatch(line -> line.contains("fashion_stream") || line.contains("error while"));
    }

    private static HttpResponse<byte[]> scrape(StreamProcessor processor, String accept, String encoding)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(processor.address().resolve("metrics"))
                .header("Accept", accept)
                .header("Accept-Encoding", encoding)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
