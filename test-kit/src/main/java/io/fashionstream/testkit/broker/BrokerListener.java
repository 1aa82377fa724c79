package io.fashionstream.testkit.broker;

import java.util.Map;

/**
 * A further way into a broker, beside the plain one.
 *
 * @param name capital letters, unlike {@code PLAINTEXT} and {@code CONTROLLER}
 * @param protocol Kafka's security protocol, such as {@code SASL_PLAINTEXT}
 * @param port where the broker listens
 * @param advertisedPort where clients are told to connect
 * @param settings of this listener alone, such as {@code plain.sasl.jaas.config}
 */
public record BrokerListener(String name, String protocol, int port, int advertisedPort, Map<String, String> settings) {
    public BrokerListener {
        settings = Map.copyOf(settings);
    }

    /** Plain, and advertised on another free port, where a {@link NetworkLink} is to lead to it. */
    public static BrokerListener behindALink(String name) {
        return new BrokerListener(name, "PLAINTEXT", LoopbackPorts.free(), LoopbackPorts.free(), Map.of());
    }

    /** On a free port, with a security protocol of its own. */
    public static BrokerListener secured(String name, String protocol, Map<String, String> settings) {
        int port = LoopbackPorts.free();
        return new BrokerListener(name, protocol, port, port, settings);
    }
}
