package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ModelAlias;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageTimesTest {
    private final Instruments instruments = new Instruments(/* allKafkaMetrics= */ false);
    private final StageTimes times = instruments.stageTimes();

    @AfterEach
    void close() {
        instruments.close();
    }

    @Test
    void eachStageHasBucketsFromAMillisecondToTenSeconds() {
        times.decoded(Duration.ofMillis(1).toNanos());
        times.decoded(Duration.ofMillis(1).toNanos() + 1);
        times.decoded(Duration.ofSeconds(11).toNanos());
        times.inferred(ModelAlias.CHALLENGER, Duration.ofMillis(7).toNanos());
        times.committed(Duration.ofMillis(300).toNanos());

        List<String> lines = lines();

        assertThat(lines)
                .contains(
                        "fashion_stream_batch_decode_seconds_bucket{le=\"0.001\"} 1",
                        "fashion_stream_batch_decode_seconds_bucket{le=\"0.002\"} 2",
                        "fashion_stream_batch_decode_seconds_bucket{le=\"10.0\"} 2",
                        "fashion_stream_batch_decode_seconds_bucket{le=\"+Inf\"} 3",
                        "fashion_stream_batch_inference_seconds_bucket{alias=\"challenger\",le=\"0.005\"} 0",
                        "fashion_stream_batch_inference_seconds_bucket{alias=\"challenger\",le=\"0.01\"} 1",
                        "fashion_stream_batch_inference_seconds_count{alias=\"champion\"} 0",
                        "fashion_stream_commit_seconds_sum 0.3");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("fashion_stream_commit_seconds_bucket"))
                .hasSize(14);
    }

    @Test
    void theSameTimesAreThereAsANativeHistogramWhichOnlyProtobufCanCarry() {
        times.committed(Duration.ofMillis(300).toNanos());

        HistogramSnapshot commits = instruments.registry().getPrometheusRegistry().scrape().stream()
                .filter(family -> family.getMetadata().getName().equals("fashion_stream_commit_seconds"))
                .map(HistogramSnapshot.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(commits.getDataPoints())
                .singleElement()
                .matches(HistogramSnapshot.HistogramDataPointSnapshot::hasNativeHistogramData);
        String asked = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,"
                + "application/openmetrics-text;version=1.0.0;q=0.8";
        assertThat(instruments.scrape(asked).contentType()).startsWith("application/vnd.google.protobuf");
    }

    private List<String> lines() {
        String scrape = new String(instruments.scrape("text/plain").body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(scrape.toLowerCase(Locale.ROOT)).contains("# help fashion_stream_commit_seconds");
        return scrape.lines().toList();
    }
}
