package io.fashionstream.stream.batch;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One {@link LookAhead} for each stream thread of one application.
 *
 * <p>Kafka creates interceptors by reflection, but hands them the consumer's settings, whose values may be any object.
 * This registry travels there, so that no static is needed: the interceptor and the processors of one thread meet at
 * {@link #ofThisThread()}.
 *
 * @param <R> result of one record
 */
public final class LookAheads<R> {
    static final String REGISTRY_SETTING = "look.ahead.registry";
    static final String TOPIC_SETTING = "look.ahead.topic";

    private final ThreadLocal<LookAhead<R>> ofThread;

    /** A registry that asks {@code newLookAhead} once in every thread that comes. */
    public LookAheads(Supplier<LookAhead<R>> newLookAhead) {
        this.ofThread = ThreadLocal.withInitial(newLookAhead);
    }

    /** The look-ahead of the calling thread. */
    public LookAhead<R> ofThisThread() {
        return ofThread.get();
    }

    /** Kafka Streams settings that put {@link LookAheadInterceptor} on the main consumer, for records of {@code topic}. */
    public Map<String, Object> streamsSettings(String topic) {
        return Map.of(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                LookAheadInterceptor.class.getName(),
                StreamsConfig.mainConsumerPrefix(REGISTRY_SETTING),
                this,
                StreamsConfig.mainConsumerPrefix(TOPIC_SETTING),
                topic);
    }
}
