package io.fashionstream.event.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.connection.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicSpecsTest {
    @Test
    void whatIsKeyedByProductHasTheSameNumberOfPartitionsAndTheRestOne() {
        Map<Integer, List<String>> byPartitions = TopicSpecs.of(Topics.DEFAULT, 6).stream()
                .collect(Collectors.groupingBy(
                        TopicSpec::partitions, Collectors.mapping(TopicSpec::name, Collectors.toList())));

        assertThat(byPartitions.get(6))
                .containsExactlyInAnyOrder(
                        "product-images", "image-labels", "challenger-labels", "rejected-images", "ground-truth");
        assertThat(byPartitions.get(1)).hasSize(7);
    }

    @Test
    void aPrefixRenamesEveryTopic() {
        assertThat(TopicSpecs.of(new Topics("north."), 1))
                .extracting(TopicSpec::name)
                .allMatch(name -> name.startsWith("north."));
    }

    @Test
    void marksOfReplaysOutliveTheRejectionsThatTheyGuard() {
        Map<String, Long> retention = TopicSpecs.of(Topics.DEFAULT, 1).stream()
                .filter(spec -> spec.settings().containsKey("retention.ms"))
                .collect(Collectors.toMap(
                        TopicSpec::name, spec -> Long.valueOf(spec.settings().get("retention.ms"))));

        assertThat(retention.get("replayed-images")).isGreaterThan(retention.get("rejected-images"));
    }

    @Test
    void partitionsAreAtLeastOne() {
        assertThatThrownBy(() -> TopicSpecs.of(Topics.DEFAULT, 0)).hasMessageContaining("at least 1, got 0");
    }
}
