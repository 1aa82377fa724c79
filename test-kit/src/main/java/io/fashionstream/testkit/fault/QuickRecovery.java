package io.fashionstream.testkit.fault;

import io.fashionstream.event.serde.Topics;
import java.util.HashMap;
import java.util.Map;

/** Settings of processors that are made to fail: others take over soon, and figures come often. */
final class QuickRecovery {
    /**
     * The group misses a killed processor after 3 s, and the broker ends its open transaction after 6 s. Models of tests are
     * poor, and would be alerted.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "session.timeout.ms", "3000",
            "transaction.timeout.ms", "6000",
            "topic.create", "false",
            "accuracy.step.ms", "500",
            "accuracy.window.ms", "60000",
            "accuracy.alert.below", "0.05");

    private QuickRecovery() {}

    static Map<String, String> settings(Topics topics) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("application.id", topics.prefix() + "fashion-stream");
        return settings;
    }
}
