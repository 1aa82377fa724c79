package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ProcessorFailure;
import io.fashionstream.stream.StreamProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** State lies by partition: topics that are grown afterwards do not fit it any more. */
@ExtendWith(SharedBroker.class)
class GrownTopicsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aProcessorWhoseTopicsHaveMorePartitionsThanItsStateEndsAndSaysWhatToDo(KafkaConnection kafka, Topics topics)
            throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 2, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (StreamProcessor processor = new StreamProcessor(deployment.settings("one", Map.of())).start()) {
            assertThat(processor.awaitReady(LONG)).isTrue();
        }
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            admin.createPartitions(Map.of(topics.productImages(), NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }

        try (StreamProcessor processor = new StreamProcessor(deployment.settings("one", Map.of())).start()) {
            assertThatThrownBy(() -> processor.awaitReady(LONG))
                    .isInstanceOf(ProcessorFailure.class)
                    .hasMessageContaining(
                            "answered-events-changelog has invalid partitions: expected: 3; actual: 2. Nothing is lost")
                    .hasMessageContaining("docs/operators.md");
        }
    }
}
