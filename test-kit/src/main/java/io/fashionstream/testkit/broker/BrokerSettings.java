package io.fashionstream.testkit.broker;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Broker settings for a node that is broker and controller, small and quick rather than durable against disks. */
final class BrokerSettings {
    static final String CONTROLLER = "CONTROLLER";

    private static final String PLAIN = "PLAINTEXT";

    private static final Map<String, String> ONE_REPLICA = Map.of(
            "default.replication.factor", "1",
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /** By default an internal topic has fifty partitions, each a directory, and threads that look after them. */
    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.num.partitions", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "group.coordinator.threads", "1",
            "num.network.threads", "2",
            "num.io.threads", "2",
            "log.cleaner.dedupe.buffer.size", "4194304");

    /** A new group starts without waiting for more members, and a timed-out transaction is aborted within a second. */
    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.streams.initial.rebalance.delay.ms", "0",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

    private BrokerSettings() {}

    static Map<String, Object> of(BrokerNode node) {
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(ONE_REPLICA);
        settings.putAll(SMALL);
        settings.putAll(QUICK);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(node.id()));
        settings.put("inter.broker.listener.name", PLAIN);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", node.voters());
        settings.put("log.dirs", node.directory().toString());
        settings.put("auto.create.topics.enable", "false");
        putListeners(settings, node);
        settings.putAll(node.overrides());
        return settings;
    }

    private static void putListeners(Map<String, Object> settings, BrokerNode node) {
        StringJoiner listeners =
                new StringJoiner(",").add(address(PLAIN, node.port())).add(address(CONTROLLER, node.controllerPort()));
        StringJoiner advertised = new StringJoiner(",").add(address(PLAIN, node.port()));
        StringJoiner protocols = new StringJoiner(",").add(PLAIN + ":PLAINTEXT").add(CONTROLLER + ":PLAINTEXT");
        for (BrokerListener listener : node.listeners()) {
            listeners.add(address(listener.name(), listener.port()));
            advertised.add(address(listener.name(), listener.advertisedPort()));
            protocols.add(listener.name() + ":" + listener.protocol());
            String prefix = "listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".";
            listener.settings().forEach((key, value) -> settings.put(prefix + key, value));
        }
        settings.put("listeners", listeners.toString());
        settings.put("advertised.listeners", advertised.toString());
        settings.put("listener.security.protocol.map", protocols.toString());
    }

    private static String address(String listener, int port) {
        return listener + "://127.0.0.1:" + port;
    }
}
