package io.fashionstream.testkit.broker;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.testkit.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * A cluster of three brokers in JVMs of their own, which can be killed without a chance to shut down. Every topic has three replicas,
 * two of which must have a record before it counts as written.
 */
public final class ThreeBrokers implements AutoCloseable {
    private static final int HEAP_MEBIBYTES = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The controller misses a killed broker after 3 s, and lets another lead its partitions. */
    private static final Map<String, String> SETTINGS = Map.of(
            "default.replication.factor", "3",
            "min.insync.replicas", "2",
            "offsets.topic.replication.factor", "3",
            "transaction.state.log.replication.factor", "3",
            "transaction.state.log.min.isr", "2",
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500");

    private final Path directory;
    private final Map<String, String> overrides;
    private final List<Integer> ports =
            IntStream.range(0, 6).map(i -> LoopbackPorts.free()).boxed().toList();
    private final List<Process> brokers = new ArrayList<>();

    private ThreeBrokers(Path directory, Map<String, String> overrides) {
        this.directory = directory;
        this.overrides = new HashMap<>(SETTINGS);
        this.overrides.putAll(overrides);
    }

    /** Starts the cluster; returns once all three brokers are there. */
    public static ThreeBrokers start(Path directory, Map<String, String> overrides)
            throws IOException, InterruptedException {
        ThreeBrokers cluster = new ThreeBrokers(directory, overrides);
        String clusterId = Uuid.randomUuid().toString();
        for (int broker = 0; broker < 3; broker++) {
            BrokerServer.format(cluster.directory(broker), broker + 1, clusterId);
            cluster.brokers.add(cluster.launch(broker));
        }
        cluster.awaitThat(admin -> admin.describeCluster().nodes().get().size() == 3);
        return cluster;
    }

    /** The addresses of all three brokers: clients find the cluster while one of them is gone. */
    public KafkaConnection connection() {
        return KafkaConnection.to(IntStream.range(0, 3)
                .mapToObj(broker -> "127.0.0.1:" + ports.get(broker))
                .collect(Collectors.joining(",")));
    }

    /** Sends SIGKILL to broker 0, 1 or 2, and returns when its process is gone. */
    public void kill(int broker) throws InterruptedException {
        brokers.get(broker).destroyForcibly().waitFor();
    }

    /** Starts a killed broker again, and waits until every partition has all of its replicas in sync. */
    public void startAgain(int broker) throws IOException, InterruptedException {
        brokers.set(broker, launch(broker));
        awaitThat(ThreeBrokers::isWhole);
    }

    @Override
    public void close() {
        brokers.forEach(Process::destroyForcibly);
        brokers.forEach(broker -> broker.onExit().join());
    }

    private Process launch(int broker) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                String.valueOf(broker + 1),
                String.valueOf(ports.get(broker)),
                String.valueOf(ports.get(broker + 3)),
                voters(),
                directory(broker).toString()));
        overrides.forEach((key, value) -> arguments.add(key + "=" + value));
        return JavaProgram.of(HEAP_MEBIBYTES, List.of(), BrokerMain.class.getName(), arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("broker-" + broker + ".log").toFile()))
                .start();
    }

    private String voters() {
        return IntStream.range(0, 3)
                .mapToObj(broker -> (broker + 1) + "@127.0.0.1:" + ports.get(broker + 3))
                .collect(Collectors.joining(","));
    }

    private Path directory(int broker) {
        return directory.resolve("broker-" + broker);
    }

    private static boolean isWhole(Admin admin) throws ExecutionException, InterruptedException {
        Collection<TopicDescription> topics = admin.describeTopics(
                        admin.listTopics().names().get())
                .allTopicNames()
                .get()
                .values();
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == 3);
    }

    private void awaitThat(Question question) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (Admin admin =
                Admin.create(connection().with(Map.of("default.api.timeout.ms", 5_000, "request.timeout.ms", 2_000)))) {
            while (!isAnsweredWithYes(question, admin)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new BrokerUnavailable(
                            "the cluster is not whole after " + PATIENCE + ", see " + directory, null);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    /** False also if the cluster fails to answer, as it does while it has no leader. */
    private static boolean isAnsweredWithYes(Question question, Admin admin) throws InterruptedException {
        try {
            return question.answer(admin);
        } catch (ExecutionException e) {
            return false;
        }
    }

    private interface Question {
        boolean answer(Admin admin) throws ExecutionException, InterruptedException;
    }
}
