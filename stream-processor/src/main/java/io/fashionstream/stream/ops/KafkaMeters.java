package io.fashionstream.stream.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Which of Kafka's own metrics are shown: of over 400 those that an operator acts on. {@code docs/operators.md} lists
 * them.
 */
final class KafkaMeters implements MeterFilter {
    static final Set<String> SHOWN = Set.of(
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.fetch.manager.bytes.consumed.total",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.last.poll.seconds.ago",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.record.send.total",
            "kafka.producer.txn.abort.time.ns.total",
            "kafka.producer.txn.commit.time.ns.total",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.commit.total",
            "kafka.stream.thread.poll.records.avg",
            "kafka.stream.thread.process.total");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        boolean kafka = id.getName().startsWith("kafka.");
        return kafka && !SHOWN.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
