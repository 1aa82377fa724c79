package io.fashionstream.stream.accuracy;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * One processor as an exactly-once task runs it: what it forwards becomes visible with a commit, together with its state;
 * a crash takes both back to the last commit.
 */
final class RestartableTask<K, I, O> {
    private final ProcessorSupplier<K, I, String, O> processors;
    private final Set<StoreBuilder<?>> stores;
    private final TaskId id;
    private Map<String, Map<Object, Object>> committedState = new LinkedHashMap<>();
    private Instance instance;

    RestartableTask(ProcessorSupplier<K, I, String, O> processors, Set<StoreBuilder<?>> stores, TaskId id) {
        this.processors = processors;
        this.stores = stores;
        this.id = id;
        this.instance = new Instance();
    }

    void process(Record<K, I> record, String topic, long offset) {
        instance.context.setRecordMetadata(topic, id.partition(), offset);
        instance.processor.process(record);
    }

    /** Lets a step end. */
    void tick(long now) {
        instance.context
                .scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(now));
    }

    /** Commits, and returns what was forwarded since the last commit. */
    List<Record<String, O>> commit() {
        List<Record<String, O>> forwarded = new ArrayList<>();
        instance.context
                .forwarded()
                .forEach(captured -> forwarded.add(new Record<>(
                        captured.record().key(),
                        captured.record().value(),
                        captured.record().timestamp())));
        instance.context.resetForwards();
        committedState = instance.state();
        return forwarded;
    }

    /** Dies without a commit, and starts again somewhere else. */
    void crash() {
        instance = new Instance();
        instance.restore(committedState);
    }

    /** Entries of a store. */
    long size(String store) {
        return instance.stored.stream()
                .filter(each -> each.name().equals(store))
                .mapToLong(each -> entries(each).size())
                .sum();
    }

    private static Map<Object, Object> entries(KeyValueStore<Object, Object> store) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        return entries;
    }

    private final class Instance {
        private final MockProcessorContext<String, O> context =
                new MockProcessorContext<>(properties(), id, new File("unused"));
        private final List<KeyValueStore<Object, Object>> stored = new ArrayList<>();
        private final Processor<K, I, String, O> processor = processors.get();

        Instance() {
            for (StoreBuilder<?> builder : stores) {
                @SuppressWarnings("unchecked")
                KeyValueStore<Object, Object> store = (KeyValueStore<Object, Object>)
                        builder.withCachingDisabled().withLoggingDisabled().build();
                store.init(context.getStateStoreContext(), store);
                context.addStateStore(store);
                stored.add(store);
            }
            processor.init(context);
        }

        Map<String, Map<Object, Object>> state() {
            Map<String, Map<Object, Object>> state = new LinkedHashMap<>();
            stored.forEach(store -> state.put(store.name(), entries(store)));
            return state;
        }

        void restore(Map<String, Map<Object, Object>> state) {
            stored.forEach(store -> state.getOrDefault(store.name(), Map.of()).forEach(store::put));
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "accuracy-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        // Else each of many thousand contexts warns that no handler is enabled.
        properties.put("processing.exception.handler.global.enabled", true);
        return properties;
    }
}
