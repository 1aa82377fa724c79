package io.fashionstream.quickstart.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Broker settings for one node that is broker and controller, small and quick rather than durable against disks. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final Map<String, String> ONE_REPLICA = Map.of(
            "default.replication.factor", "1",
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /** Fifty partitions of each internal topic are fifty directories and many threads' work for nothing here. */
    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.num.partitions", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "group.coordinator.threads", "1",
            "num.network.threads", "2",
            "num.io.threads", "2",
            "log.cleaner.dedupe.buffer.size", "4194304");

    /** A group that has just begun is complete; and a transaction whose owner died is soon out of its readers' way. */
    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.streams.initial.rebalance.delay.ms", "0",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

    private BrokerSettings() {}

    static Map<String, Object> of(Path directory, int port, int controllerPort, Map<String, String> overrides) {
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(ONE_REPLICA);
        settings.putAll(SMALL);
        settings.putAll(QUICK);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(overrides);
        return settings;
    }
}
