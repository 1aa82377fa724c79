package io.fashionstream.testkit.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Kafka's own server, whose classes are no public API; no other class uses them. */
final class BrokerServer {
    private static final Logger log = LoggerFactory.getLogger(BrokerServer.class);

    private BrokerServer() {}

    /** Starts a node on its formatted directory; returns once it accepts clients. */
    static KafkaRaftServer start(BrokerNode node) {
        KafkaConfig config = new KafkaConfig(BrokerSettings.of(node), /* doLog= */ false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            server.awaitShutdown();
            throw e;
        }
    }

    static void format(Path directory, int nodeId, String clusterId) {
        try {
            Files.createDirectories(directory);
            if (Files.exists(directory.resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(clusterId)
                    .setNodeId(nodeId)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new BrokerUnavailable("cannot prepare " + directory + " for a broker", e);
        }
    }

    static void keepFaultsFromEndingTheJvm() {
        Exit.setExitProcedure(BrokerServer::refuseToExit);
        Exit.setHaltProcedure(BrokerServer::refuseToExit);
    }

    private static void refuseToExit(int status, String message) {
        log.error("The embedded broker failed and wanted to end the JVM: status={} message={}", status, message);
        throw new BrokerUnavailable("the embedded broker failed: " + message, null);
    }
}
