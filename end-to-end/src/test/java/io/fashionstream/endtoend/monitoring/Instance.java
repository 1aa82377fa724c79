package io.fashionstream.endtoend.monitoring;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.broker.LoopbackPorts;
import io.fashionstream.testkit.process.ProcessorJvm;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A processor in a JVM of its own that counts in steps of half a second, and where its metrics are. */
record Instance(ProcessorJvm processor, URI address) implements AutoCloseable {
    /** Starts one, and returns at once. */
    static Instance start(String name, KafkaConnection kafka, Topics topics, Path folder) {
        int port = LoopbackPorts.free();
        Map<String, String> settings = new HashMap<>(Map.of(
                "application.id", topics.prefix() + "app",
                "http.port", String.valueOf(port),
                "challenger.share", "1",
                "accuracy.window.ms", "180000",
                "accuracy.step.ms", "500",
                "session.timeout.ms", "3000",
                "transaction.timeout.ms", "5000"));
        return new Instance(
                ProcessorJvm.start(name, kafka, topics, folder, settings),
                URI.create("http://localhost:" + port + "/"));
    }

    /** Sum of all samples of {@code metric}; 0 where nobody answers, or there is none. */
    double sum(String metric) {
        return scraped(metric).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Number of samples of {@code metric}. */
    int count(String metric) {
        return scraped(metric).size();
    }

    private List<Double> scraped(String metric) {
        try {
            return Scrape.of(address).values(metric);
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }

    void kill() throws InterruptedException {
        processor.kill();
    }

    @Override
    public void close() {
        processor.close();
    }
}
