package io.fashionstream.testkit.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One node of a cluster, broker and controller in one.
 *
 * @param id from 1
 * @param port where clients connect in plain text
 * @param controllerPort where the other nodes reach its controller
 * @param voters all nodes as {@code id@host:controllerPort}, comma-separated
 * @param directory holds all that it keeps
 * @param listeners further ways into it
 * @param overrides broker settings that win over all others
 */
record BrokerNode(
        int id,
        int port,
        int controllerPort,
        String voters,
        Path directory,
        List<BrokerListener> listeners,
        Map<String, String> overrides) {
    BrokerNode {
        listeners = List.copyOf(listeners);
        overrides = Map.copyOf(overrides);
    }

    /** The only node of its cluster. */
    static BrokerNode single(
            Path directory,
            int port,
            int controllerPort,
            List<BrokerListener> listeners,
            Map<String, String> overrides) {
        String voters = 1 + "@127.0.0.1:" + controllerPort;
        return new BrokerNode(1, port, controllerPort, voters, directory, listeners, overrides);
    }
}
