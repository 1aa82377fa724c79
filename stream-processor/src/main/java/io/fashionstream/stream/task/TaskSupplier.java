package io.fashionstream.stream.task;

import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Gives Kafka Streams a processor for each task, and the stores that its {@link Task} asks the context for. */
public final class TaskSupplier<K, V, O, P> implements ProcessorSupplier<K, V, O, P> {
    private final Function<ProcessorContext<O, P>, Task<K, V>> tasks;
    private final Set<StoreBuilder<?>> stores;

    public TaskSupplier(Function<ProcessorContext<O, P>, Task<K, V>> tasks, Set<StoreBuilder<?>> stores) {
        this.tasks = tasks;
        this.stores = Set.copyOf(stores);
    }

    @Override
    public Processor<K, V, O, P> get() {
        return new TaskProcessor<>(tasks);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return stores;
    }

    private static final class TaskProcessor<K, V, O, P> implements Processor<K, V, O, P> {
        private final Function<ProcessorContext<O, P>, Task<K, V>> tasks;
        private @Nullable Task<K, V> task;

        TaskProcessor(Function<ProcessorContext<O, P>, Task<K, V>> tasks) {
            this.tasks = tasks;
        }

        @Override
        public void init(ProcessorContext<O, P> context) {
            task = tasks.apply(context);
        }

        @Override
        public void process(Record<K, V> record) {
            Objects.requireNonNull(task, "process() comes after init()").process(record);
        }

        @Override
        public void close() {
            if (task != null) {
                task.close();
            }
        }
    }
}
