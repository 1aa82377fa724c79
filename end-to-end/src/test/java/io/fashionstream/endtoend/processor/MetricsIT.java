package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.accuracy.Catalogue;
import io.fashionstream.endtoend.monitoring.Program;
import io.fashionstream.endtoend.monitoring.Scrape;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets of a processor that has labelled images, with a champion and a challenger of ten classes each. */
@ExtendWith(SharedBroker.class)
class MetricsIT {
    private static final int LARGEST_BYTES = 64 * 1024;
    private static final Path OPERATORS = Path.of("../docs/operators.md");
    private static final Pattern NAME = Pattern.compile("`((fashion_stream|kafka|jvm|process|system)_[a-z0-9_]+)");

    /** What only shows after a garbage collection of its kind, while a canary runs, or of a model that says how its pictures were. */
    private static final Pattern SOMETIMES =
            Pattern.compile("jvm_gc_.*|fashion_stream_canary_.*|fashion_stream_model_input_drift_index");

    @TempDir
    private Path folder;

    @Test
    void aScrapeIsSmallAndEachMetricIsExplained(KafkaConnection kafka, Topics topics) throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 6, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        deployment.release(CHALLENGER, BandModels.numbered(2));
        Map<String, String> settings = Map.of(
                "challenger.share",
                "1",
                "accuracy.step.ms",
                "1000",
                "accuracy.window.ms",
                "60000",
                "dataref.prefixes",
                "https://images.example/");
        try (Catalogue images = new Catalogue(kafka, topics, 1);
                StreamProcessor processor = new StreamProcessor(deployment.settings("one", settings)).start()) {
            assertThat(processor.awaitReady(Duration.ofSeconds(60))).isTrue();
            images.publish(1_500);
            awaitFigures(processor, images.images());

            Scrape scrape = Scrape.of(processor.address());

            assertThat(scrape.text().length()).isLessThan(LARGEST_BYTES);
            requireExplained(scrape);
            requireDocumented(scrape);
            requireOtherForms(processor, scrape.text().length());
            requirePromtoolTakes(scrape);
        }
    }

    private static void awaitFigures(StreamProcessor processor, int images) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Scrape.of(processor.address()).values("fashion_stream_model_window_labels").stream()
                                .filter(labels -> labels == images)
                                .count()
                        == 2);
    }

    private static void requireExplained(Scrape scrape) {
        Set<String> explained = scrape.declared("HELP");
        assertThat(scrape.declared("TYPE")).isEqualTo(explained);
        assertThat(scrape.samples())
                .allMatch(sample -> explained.contains(sample.name()) || explained.contains(sample.family()));
        assertThat(scrape.lines("HELP")).allMatch(line -> line.split(" ", 4)[3].length() > 10);
        assertThat(explained).contains("kafka_consumer_fetch_manager_records_lag_max", "jvm_memory_used_bytes");
    }

    /** The page for operators names every metric, and no metric of ours that there is not. */
    private static void requireDocumented(Scrape scrape) throws IOException {
        Set<String> documented = NAME.matcher(Files.readString(OPERATORS))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> shown = scrape.declared("HELP");
        assertThat(shown.stream().filter(name -> !documented.contains(name)))
                .as("shown, and not documented")
                .isEmpty();
        assertThat(documented.stream()
                        .filter(name -> !SOMETIMES.matcher(name).matches())
                        .filter(name -> !shown.contains(name)))
                .as("documented, and not shown")
                .isEmpty();
    }

    private static void requireOtherForms(StreamProcessor processor, int bytes) throws IOException {
        HttpResponse<byte[]> compressed = Scrape.ask(processor.address(), "text/plain", "gzip");
        assertThat(compressed.body()).hasSizeLessThan(bytes / 4);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .hasSizeBetween(bytes - 4_000, bytes + 4_000);
        HttpResponse<byte[]> open =
                Scrape.ask(processor.address(), "application/openmetrics-text;version=1.0.0", "identity");
        assertThat(open.headers().firstValue("content-type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(new String(open.body(), StandardCharsets.UTF_8))
                .contains("# UNIT fashion_stream_class_accuracy_ratio ratio")
                .endsWith("# EOF\n");
    }

    private void requirePromtoolTakes(Scrape scrape) throws IOException {
        assumeTrue(
                Program.isInstalled("promtool"),
                "promtool (Debian's package prometheus) is not installed: metrics were not checked by it");
        Path input = Files.writeString(folder.resolve("metrics.txt"), scrape.text());
        assertThat(Program.output(folder, "sh", "-c", "promtool check metrics < " + input))
                .noneMatch(line -> line.contains("fashion_stream") || line.contains("error while"));
    }
}
