package io.fashionstream.stream.ops;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectionReason;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingMetricsTest {
    private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServingMetrics metrics = new ServingMetrics(registry);

    @Test
    void labelsAreCountedByCategoryAndRejectionsByReason() {
        metrics.labelled(label(Category.BAG, Duration.ofMillis(20), true));
        metrics.labelled(label(Category.BAG, Duration.ofMillis(40), false));
        metrics.labelled(label(Category.COAT, Duration.ofMillis(60), false));
        metrics.rejected(RejectionReason.TRUNCATED);

        ServingFigures figures = metrics.figures();

        assertThat(figures.labelled()).isEqualTo(3);
        assertThat(figures.labels()).isEqualTo(Map.of(Category.BAG, 2L, Category.COAT, 1L));
        assertThat(figures.uncertain()).isEqualTo(1);
        assertThat(figures.rejected()).isEqualTo(Map.of(RejectionReason.TRUNCATED, 1L));
        assertThat(latency().max()).isCloseTo(60, within(0.5));
        assertThat(registry.scrape())
                .contains("fashion_stream_labels_total{category=\"BAG\"} 2.0")
                .contains("fashion_stream_rejections_total{reason=\"TRUNCATED\"} 1.0")
                .contains("fashion_stream_label_latency_seconds_count 3");
    }

    /** The year 1 is what .NET takes for no date at all, 1970 what many take for it. */
    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void anImageOfAnotherAgeHasALabelAndNoLatency(Instant imageTime) {
        metrics.labelled(label(Category.BAG, Duration.between(imageTime, TIME), false));
        assertThat(metrics.figures().latencyMillis()).isNull();

        metrics.labelled(label(Category.BAG, Duration.ofMillis(20), false));

        String time = imageTime.isAfter(TIME) ? "future" : "past";
        assertThat(metrics.figures().labelled()).isEqualTo(2);
        assertThat(latency().max()).isCloseTo(20, within(0.5));
        assertThat(registry.scrape())
                .contains("fashion_stream_label_latency_seconds_count 1\n")
                .contains("fashion_stream_label_latency_seconds_sum 0.02\n")
                .contains("fashion_stream_label_latency_left_out_total{time=\"" + time + "\"} 1.0");
    }

    @Test
    void anImageCountsUpToADayBeforeItsLabelAndAMinuteAfterIt() {
        metrics.labelled(label(Category.BAG, LabelLatency.LONGEST, false));
        metrics.labelled(label(Category.BAG, LabelLatency.LONGEST.plusMillis(1), false));
        metrics.labelled(label(Category.BAG, LabelLatency.AHEAD.negated(), false));
        metrics.labelled(label(Category.BAG, LabelLatency.AHEAD.negated().minusMillis(1), false));

        assertThat(registry.scrape())
                .contains("fashion_stream_label_latency_seconds_count 2\n")
                .contains("fashion_stream_label_latency_seconds_sum 86400.0\n")
                .contains("fashion_stream_label_latency_left_out_total{time=\"past\"} 1.0")
                .contains("fashion_stream_label_latency_left_out_total{time=\"future\"} 1.0");
    }

    @Test
    void beforeTheFirstLabelTheLatencyIsUnknown() {
        assertThat(metrics.figures().latencyMillis()).isNull();
    }

    @Test
    void batchSizesThatOccurredAreCountedInPowersOfTwo() {
        for (int size : new int[] {1, 2, 3, 4, 5, 64, 65, 1024}) {
            metrics.batch(size);
        }

        ServingFigures.BatchSizes sizes = metrics.figures().batchSizes();

        assertThat(sizes.histogram())
                .extracting(bucket -> bucket.upTo() + ":" + bucket.batches())
                .containsExactly("1:1", "2:1", "4:2", "8:1", "64:1", "128:1", "1024:1");
        assertThat(sizes.batches()).isEqualTo(8);
        assertThat(sizes.max()).isEqualTo(1024);
        assertThat(sizes.mean()).isCloseTo(146, within(0.01));
    }

    @Test
    void aPublishersClockThatIsAheadMakesNoNegativeLatency() {
        metrics.labelled(label(Category.BAG, Duration.ofSeconds(-5), false));
        metrics.labelled(label(Category.BAG, Duration.ofMillis(20), false));

        assertThat(latency().p50()).isNotNegative();
        assertThat(registry.scrape()).contains("fashion_stream_label_latency_seconds_sum 0.02\n");
    }

    private ServingFigures.Latency latency() {
        return requireNonNull(metrics.figures().latencyMillis());
    }

    private static ImageLabel label(Category category, Duration age, boolean uncertain) {
        return new ImageLabel(
                new ImageLabel.Image("product", "image", "event", TIME.minus(age), null),
                new ImageLabel.Verdict(
                        category,
                        1,
                        Classes.FASHION_MNIST.categories().stream()
                                .collect(Collectors.toMap(c -> c, c -> c.equals(category) ? 1.0 : 0.0)),
                        uncertain,
                        false),
                new ImageLabel.Computation("a".repeat(64), TIME, null, null));
    }
}
