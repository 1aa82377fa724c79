package io.fashionstream.connection;

import static io.fashionstream.check.Check.require;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are missing, and says how those that exist differ from what they should be. It never changes
 * an existing topic: that is an operator's decision.
 */
public final class TopicCreation {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final KafkaConnection connection;
    private final Duration patience;

    /**
     * @param patience how long to wait for the broker's answer to each of the few requests, at least 1 s
     */
    public TopicCreation(KafkaConnection connection, Duration patience) {
        require(patience.toMillis() >= 1000, "the time-out must be at least 1 s, got %s", patience);
        this.connection = connection;
        this.patience = patience;
    }

    /**
     * Creates what is missing of {@code specs}, and returns once the brokers know all of them and serve them. With three replicas or more, two
     * must be in sync for a write.
     *
     * @throws BrokerUnreachable if the broker does not answer within the time-out
     * @throws TopicCreationFailed if the broker refuses
     */
    public Outcome create(List<TopicSpec> specs, int replicationFactor) {
        require(
                replicationFactor >= 1 && replicationFactor <= Short.MAX_VALUE,
                "replication factor must be at least 1, got %d",
                replicationFactor);
        try (Admin admin = admin()) {
            Set<String> existing = answer(admin.listTopics().names(), "list topics");
            List<TopicSpec> missing = specs.stream()
                    .filter(spec -> !existing.contains(spec.name()))
                    .toList();
            List<String> created = createAll(admin, missing, (short) replicationFactor);
            Map<String, TopicDescription> found =
                    describe(admin, specs.stream().map(TopicSpec::name).toList());
            awaitLeaders(admin, created, found);
            List<TopicSpec> older = specs.stream()
                    .filter(spec -> !created.contains(spec.name()))
                    .toList();
            return new Outcome(created, older.stream().map(TopicSpec::name).toList(), differences(admin, older, found));
        }
    }

    /**
     * How many partitions a topic has; empty if there is none of that name.
     *
     * @throws BrokerUnreachable if the broker does not answer within the time-out
     * @throws TopicCreationFailed if the broker refuses
     */
    public OptionalInt partitionsOf(String topic) {
        try (Admin admin = admin()) {
            if (!answer(admin.listTopics().names(), "list topics").contains(topic)) {
                return OptionalInt.empty();
            }
            var found = answer(admin.describeTopics(List.of(topic)).allTopicNames(), "describe " + topic);
            return found.values().stream()
                    .mapToInt(description -> description.partitions().size())
                    .findFirst();
        }
    }

    private Admin admin() {
        int millis = (int) Math.min(patience.toMillis(), Integer.MAX_VALUE);
        return Admin.create(connection.with(
                Map.of("default.api.timeout.ms", millis, "request.timeout.ms", millis, "client.id", "topics")));
    }

    /**
     * Creates all of them in one request. Returns those that were created, and not those that somebody else created in
     * the meantime.
     */
    private List<String> createAll(Admin admin, List<TopicSpec> specs, short replicationFactor) {
        List<NewTopic> topics = new ArrayList<>();
        for (TopicSpec spec : specs) {
            Map<String, String> settings = new HashMap<>(spec.settings());
            if (replicationFactor >= 3) {
                settings.putIfAbsent("min.insync.replicas", "2");
            }
            topics.add(new NewTopic(spec.name(), spec.partitions(), replicationFactor).configs(settings));
        }
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(topics).values();
        List<String> created = new ArrayList<>();
        for (NewTopic topic : topics) {
            KafkaFuture<Void> answer = Objects.requireNonNull(answers.get(topic.name()), topic.name());
            if (isCreated(answer, topic.name())) {
                created.add(topic.name());
            }
        }
        return created;
    }

    private boolean isCreated(KafkaFuture<Void> answer, String topic) {
        try {
            answer(answer, "create " + topic);
            return true;
        } catch (TopicCreationFailed e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Asks until the broker knows all of them: it learns of a new topic a moment after the controller has created it,
     * and a client that asked sooner would find a topic without partitions.
     */
    private Map<String, TopicDescription> describe(Admin admin, List<String> names) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return answer(admin.describeTopics(names).allTopicNames(), "describe topics");
            } catch (BrokerUnreachable e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * Returns when the leader of each new partition answers. The first of several requests of an idempotent producer would else
     * be refused and the next one taken, and then none of the first in any order, until the producer gives up.
     */
    private void awaitLeaders(Admin admin, List<String> created, Map<String, TopicDescription> found) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String topic : created) {
            int partitions =
                    Objects.requireNonNull(found.get(topic), topic).partitions().size();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        answer(admin.listOffsets(ends).all(), "ask the leaders of new topics");
    }

    private List<Difference> differences(Admin admin, List<TopicSpec> specs, Map<String, TopicDescription> found) {
        List<ConfigResource> resources =
                specs.stream().map(spec -> resource(spec.name())).toList();
        Map<ConfigResource, Config> settings =
                answer(admin.describeConfigs(resources).all(), "describe the topics' settings");
        List<Difference> differences = new ArrayList<>();
        for (TopicSpec spec : specs) {
            TopicDescription topic = found.get(spec.name());
            Config config = settings.get(resource(spec.name()));
            if (topic != null && config != null) {
                compare(spec, topic, config, differences);
            }
        }
        return differences;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static void compare(TopicSpec spec, TopicDescription topic, Config config, List<Difference> differences) {
        Map<String, String> expected = new TreeMap<>(spec.settings());
        expected.put("partitions", String.valueOf(spec.partitions()));
        expected.forEach((setting, value) -> {
            String found = setting.equals("partitions")
                    ? String.valueOf(topic.partitions().size())
                    : Optional.ofNullable(config.get(setting))
                            .map(entry -> String.valueOf(entry.value()))
                            .orElse("nothing");
            if (!found.equals(value)) {
                differences.add(new Difference(spec.name(), setting, value, found));
            }
        });
    }

    private <T> T answer(KafkaFuture<T> future, String what) {
        try {
            return future.get(patience.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BrokerUnreachable(connection, patience, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException timeout) {
                throw new BrokerUnreachable(connection, patience, timeout);
            }
            throw new TopicCreationFailed(connection, what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicCreationFailed(connection, what, e);
        }
    }

    /**
     * What came of it.
     *
     * @param created topics that were missing
     * @param existing topics that were there
     * @param differences how the existing ones differ from what they should be
     */
    public record Outcome(List<String> created, List<String> existing, List<Difference> differences) {
        public Outcome {
            created = List.copyOf(created);
            existing = List.copyOf(existing);
            differences = List.copyOf(differences);
        }
    }

    /** One setting ({@code partitions} counts as one) of one existing topic that is not as it should be. */
    public record Difference(String topic, String setting, String expected, String found) {
        @Override
        public String toString() {
            return topic + ": " + setting + " should be " + expected + ", is " + found;
        }
    }
}
