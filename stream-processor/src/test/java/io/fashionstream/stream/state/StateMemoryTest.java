package io.fashionstream.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;

class StateMemoryTest {
    private static final long BUDGET = 8 << 20;
    private static final List<String> STORES = List.of("one", "two", "three", "four");
    private static final int ENTRIES = 6_000;
    private static final byte[] KIBIBYTE = new byte[1024];

    @TempDir
    private Path stateDir;

    @Test
    void allStoresTogetherStayWithinTheBudgetWhateverIsWritten() {
        try (StateMemory memory = new StateMemory(BUDGET);
                TopologyTestDriver driver = new TopologyTestDriver(topology(), settings(memory))) {
            for (String name : STORES) {
                KeyValueStore<Integer, byte[]> store = driver.getKeyValueStore(name);
                for (int i = 0; i < ENTRIES; i++) {
                    store.put(i, KIBIBYTE);
                }
                assertThat(store.get(ENTRIES / 2)).isEqualTo(KIBIBYTE);
            }

            // 6 MiB were written to each store, whose own write buffers would hold all of it.
            assertThat(sumOf("size-all-mem-tables", driver)).isPositive().isLessThan(2 * BUDGET);
            assertThat(sumOf("block-cache-capacity", driver)).isEqualTo(STORES.size() * BUDGET);
        }
    }

    /** Or else an instance of many partitions flushes at every write. */
    @Test
    void aStoreThatHoldsLittleTakesLittle() {
        try (StateMemory memory = new StateMemory(BUDGET);
                TopologyTestDriver driver = new TopologyTestDriver(topology(), settings(memory))) {
            write(20, driver);

            assertThat(sumOf("size-all-mem-tables", driver)).isPositive().isLessThan(STORES.size() * 100_000L);
        }
    }

    @Test
    void whatOpenStoresNeedIsKnownUntilTheyAreClosed() {
        try (StateMemory memory = new StateMemory(BUDGET)) {
            try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings(memory))) {
                write(10, driver);

                assertThat(sumOf("size-all-mem-tables", driver) * 2.0 / memory.leastBytes())
                        .isBetween(0.9, 1.3);
            }

            assertThat(memory.leastBytes()).isZero();
            assertThat(memory.bytes()).isEqualTo(BUDGET);
        }
    }

    @Test
    void withoutTheMemoryAStoreIsNotOpened() {
        assertThatThrownBy(() -> new SharedStateMemory().setConfig("one", new Options(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("StateMemory.streamsSettings");
    }

    private static void write(int entries, TopologyTestDriver driver) {
        for (String name : STORES) {
            KeyValueStore<Integer, byte[]> store = driver.getKeyValueStore(name);
            for (int i = 0; i < entries; i++) {
                store.put(i, KIBIBYTE);
            }
        }
    }

    private static long sumOf(String metric, TopologyTestDriver driver) {
        return driver.metrics().values().stream()
                .filter(candidate -> candidate.metricName().name().equals(metric))
                .mapToLong(found -> ((Number) found.metricValue()).longValue())
                .sum();
    }

    private Properties settings(StateMemory memory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "state-memory");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.putAll(memory.streamsSettings());
        return settings;
    }

    private static Topology topology() {
        Topology topology = new Topology()
                .addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "topic")
                .addProcessor("sink", Sink::new, "source");
        STORES.forEach(name -> topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Integer(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "sink"));
        return topology;
    }

    private static final class Sink extends ContextualProcessor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> ignored) {}
    }
}
