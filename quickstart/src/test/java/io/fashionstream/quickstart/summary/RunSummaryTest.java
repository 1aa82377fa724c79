package io.fashionstream.quickstart.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {
    @Test
    void theJsonHasExactlyTheStatedFieldsInOrder(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/summary.json");

        summary().write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "images",
                        "labelled",
                        "rejected",
                        "lost",
                        "doubled",
                        "accuracy",
                        "perClass",
                        "imagesPerSecond",
                        "latencyMillis",
                        "batchSize",
                        "modelIds");
        assertThat(json.get("perClass").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Classes.FASHION_MNIST.categories().stream()
                        .map(Category::code)
                        .toList());
        assertThat(json.at("/perClass/SHIRT/accuracy").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/latencyMillis/p99").doubleValue()).isEqualTo(99);
        assertThat(json.at("/batchSize/max").intValue()).isEqualTo(48);
    }

    @Test
    void percentilesAreValuesThatOccurred() {
        Latencies latencies = new Latencies();
        assertThat(latencies.percentileMillis(0.5)).isZero();

        for (int i = 2000; i >= 1; i--) {
            latencies.add(Duration.ofMillis(i));
        }

        assertThat(latencies.percentileMillis(0.5)).isEqualTo(1000);
        assertThat(latencies.percentileMillis(0.99)).isEqualTo(1980);
        assertThat(latencies.percentileMillis(1)).isEqualTo(2000);
    }

    private static RunSummary summary() {
        LabelScore score = new LabelScore(Classes.FASHION_MNIST);
        score.add(Category.SHIRT, Category.SHIRT);
        score.add(Category.SHIRT, Category.COAT);
        return new RunSummary(
                3,
                2,
                1,
                0,
                0,
                score.accuracy(),
                score.perClass(),
                291.5,
                new RunSummary.LatencyMillis(12, 99),
                new RunSummary.BatchSize(9.25, 48),
                List.of("a".repeat(64)));
    }
}
