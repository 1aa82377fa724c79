package io.fashionstream.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.accuracy.Catalogue;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Figures of all instances together are shown by one of them, and by another when that one is lost. */
@ExtendWith(SharedBroker.class)
class FigureMetricsIT {
    private static final int PARTITIONS = 4;
    private static final String FIGURES = "fashion_stream_model_window_labels";

    @Test
    void aSumOverInstancesIsRightBeforeAndAfterOneIsKilled(KafkaConnection kafka, Topics topics, @TempDir Path folder)
            throws Exception {
        TestTopics.create(kafka, topics, PARTITIONS);
        new ReleasePublisher(kafka, topics, Duration.ofSeconds(20), Clock.systemUTC())
                .publish(BandModels.numbered(1), ModelAlias.CHAMPION, null);
        try (Catalogue catalogue = new Catalogue(kafka, topics, 1);
                Instance one = Instance.start("one", kafka, topics, folder);
                Instance two = Instance.start("two", kafka, topics, folder)) {
            List<Instance> both = List.of(one, two);
            await().atMost(Duration.ofSeconds(90)).until(() -> {
                catalogue.publish(20);
                return both.stream().allMatch(instance -> instance.sum("fashion_stream_labels_total") > 0);
            });
            awaitSum(both, catalogue.images());
            assertThat(both.stream().mapToDouble(instance -> instance.count("fashion_stream_lag_images")))
                    .as("partitions whose lag each instance shows")
                    .allMatch(partitions -> partitions >= 1)
                    .satisfies(partitions -> assertThat(partitions.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            .isEqualTo(PARTITIONS));

            Instance shows =
                    both.stream().filter(FigureMetricsIT::isShowing).findFirst().orElseThrow();
            Instance other = shows.equals(one) ? two : one;
            assertThat(other.count(FIGURES)).isZero();
            assertThat(other.count("fashion_stream_class_accuracy_ratio")).isZero();
            shows.kill();
            catalogue.publish(200);

            awaitSum(List.of(other), catalogue.images());
            assertThat(other.count("fashion_stream_class_accuracy_ratio")).isEqualTo(10);
        }
    }

    private static boolean isShowing(Instance instance) {
        return instance.count(FIGURES) > 0;
    }

    /** The figures count every label, once, and one instance says so. */
    private static void awaitSum(List<Instance> instances, int labels) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(instances).filteredOn(FigureMetricsIT::isShowing).hasSize(1);
            assertThat(instances.stream()
                            .mapToDouble(instance -> instance.sum(FIGURES))
                            .sum())
                    .isEqualTo(labels);
        });
    }
}
