package io.fashionstream.stream.task;

import org.apache.kafka.streams.processor.api.Record;

/**
 * The work of a processor on one task of Kafka Streams. It is created when its context is there, so that all it holds can
 * be final. Confined to the thread of its task.
 */
public interface Task<K, V> {
    void process(Record<K, V> record);

    /** The task ends, or moves to another instance; its stores may be closed already. */
    default void close() {}
}
