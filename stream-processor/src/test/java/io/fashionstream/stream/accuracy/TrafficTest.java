package io.fashionstream.stream.accuracy;

import static io.fashionstream.event.Category.SHIRT;
import static io.fashionstream.stream.accuracy.AccuracyDriver.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ops.PassedOver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What travels to the merge, and what is kept, does not grow with the images. */
class TrafficTest {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration RETENTION = Duration.ofMinutes(5);
    private static final AccuracySettings SETTINGS = new AccuracySettings(
            Duration.ofMinutes(5), STEP, RETENTION, TruthPrecedence.GROUND_TRUTH, AlertRules.DEFAULT);

    private final RestartableTask<byte[], byte[], MergeInput> partition = new RestartableTask<>(
            JoinTruth.supplier(
                    new JoinInputs(Topics.DEFAULT), SETTINGS, new PassedOver(new SimpleMeterRegistry()), Set.of()),
            AccuracyStores.ofJoin(Stores::inMemoryKeyValueStore),
            new TaskId(0, 0));
    private Instant now = AccuracyDriver.START;
    private long offset;

    private List<Record<String, MergeInput>> step(int images) {
        for (int i = 0; i < images; i++) {
            ImageLabel label = label("image-" + offset, SHIRT, SHIRT, now);
            RawEvent event = new RawEvent("image-labels", 0, offset, label.productId(), now.toEpochMilli(), 0, label);
            partition.process(event.record(), event.topic(), offset++);
        }
        now = now.plus(STEP);
        partition.tick(now.toEpochMilli());
        return partition.commit();
    }

    @Test
    void aPartitionSendsOneReportAStepHoweverManyImagesThereAre() {
        List<Record<String, MergeInput>> few = step(1);
        List<Record<String, MergeInput>> many = step(500);

        assertThat(few).hasSize(1);
        assertThat(many).hasSize(1);
        assertThat(bytes(many)).isEqualTo(bytes(few));
    }

    private static int bytes(List<Record<String, MergeInput>> reports) {
        return PartialCounts.MERGE_INPUT
                .serializer()
                .serialize("", reports.get(0).value())
                .length;
    }

    @Test
    void aPartitionThatReadNothingSendsNothing() {
        step(1);

        assertThat(step(0)).isEmpty();
    }

    @Test
    void whatIsKeptStaysAsLargeAsTwiceTheRetention() {
        long most = 20 * (2 * RETENTION.toSeconds() / STEP.toSeconds() + 2);

        for (int step = 0; step < 200; step++) {
            step(20);
        }

        assertThat(partition.size(AccuracyStores.LABELS)).isLessThanOrEqualTo(most);
        assertThat(partition.size(AccuracyStores.EXPIRY)).isEqualTo(partition.size(AccuracyStores.LABELS));
        assertThat(partition.size(AccuracyStores.PENDING)).isZero();
    }

    @Test
    void truthsOfOldLabelsTravelAsOneSumAModel() {
        KeyValueStore<Bytes, OutcomeCounts> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("pending"), Serdes.Bytes(), OutcomeCounts.SERDE)
                .withLoggingDisabled()
                .build();
        MockProcessorContext<String, String> context =
                new MockProcessorContext<>(properties(), new TaskId(0, 0), new File("unused"));
        store.init(context.getStateStoreContext(), store);
        PendingCounts pending = new PendingCounts(store, SETTINGS.buckets());
        ModelKey model = new ModelKey(ModelAlias.CHAMPION, AccuracyDriver.MODEL);
        long today = now.plus(Duration.ofDays(1)).toEpochMilli();

        for (int bucket = 0; bucket < 1_000; bucket++) {
            CountedLabel counted =
                    CountedLabel.of(label("image-" + bucket, SHIRT, null, now.plus(STEP.multipliedBy(bucket))), null);
            pending.correct(model, counted, null, SHIRT);
        }

        assertThat(pending.drain(today)).hasSize(1).allMatch(bucket -> bucket.start() == PartialCounts.Bucket.OUTSIDE);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("application.id", "traffic-test");
        properties.put("bootstrap.servers", "none:1");
        return properties;
    }
}
