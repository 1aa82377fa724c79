package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ImageLagTest {
    private final Map<MetricName, Metric> kafka = new HashMap<>();
    private final ImageLag lag = new ImageLag();

    @Test
    void thePartitionsOfAllThreadsAreShownOnceAndThoseOfOtherTopicsAreNot() {
        lag.follow("shop.product-images", () -> kafka);
        put("records-lag", "one", "shop.product-images", 0, 7.0);
        put("records-lag", "one", "shop_product-images", 0, 7.0);
        put("records-lag", "two", "shop.product-images", 1, 5.0);
        put("records-lag", "three", "shop.product-images", 1, 4.0);
        put("records-lag", "two", "shop.product-images", 2, Double.NaN);
        put("records-lag", "one", "shop.image-labels", 3, 100.0);
        put("records-lag-max", "one", "shop.product-images", 0, 9.0);

        GaugeSnapshot shown = (GaugeSnapshot) lag.collect().get(0);
        assertThat(shown.getDataPoints())
                .extracting(point -> point.getLabels().get("partition") + ": " + point.getValue())
                .containsExactly("0: 7.0", "1: 5.0");
    }

    @Test
    void beforeTheStartNothingIsKnown() {
        assertThat(lag.collect().size()).isZero();
    }

    private void put(String name, String client, String topic, int partition, double value) {
        MetricName id = new MetricName(
                name,
                "consumer-fetch-manager-metrics",
                "",
                Map.of("client-id", client, "topic", topic, "partition", String.valueOf(partition)));
        kafka.put(id, new Metric() {
            @Override
            public MetricName metricName() {
                return id;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }
}
