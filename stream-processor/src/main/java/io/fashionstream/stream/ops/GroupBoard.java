package io.fashionstream.stream.ops;

import io.fashionstream.connection.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which instances there are, and how many images wait: asked of the broker every ten seconds, on a thread of its own, which
 * never dies of a broker that is away. Nothing is known, rather than something old, while it is.
 */
public final class GroupBoard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupBoard.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Map<String, ?> CLIENT =
            Map.of("request.timeout.ms", PATIENCE_MILLIS, "default.api.timeout.ms", PATIENCE_MILLIS);

    private final KafkaConnection connection;
    private final Group group;
    private final Clock clock;
    private final GroupMembers members;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "group-board");
    private volatile @Nullable GroupView view;

    /**
     * What is asked for.
     *
     * @param protocol {@code classic} or {@code streams}
     * @param topic whose records wait
     */
    public record Group(String id, String protocol, String topic) {}

    public GroupBoard(KafkaConnection connection, Group group, Clock clock) {
        this.connection = connection;
        this.group = group;
        this.clock = clock;
        this.members = new GroupMembers(group.topic());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** What the broker said last; empty if it did not answer. */
    public Optional<GroupView> view() {
        return Optional.ofNullable(view);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                try (Admin admin = Admin.create(connection.with(CLIENT))) {
                    do {
                        view = ask(admin);
                    } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
                } catch (ExecutionException | RuntimeException e) {
                    view = null;
                    log.warn("The page shows nothing of the group {}; asking again: {}", group.id(), e.toString());
                    closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private GroupView ask(Admin admin) throws ExecutionException, InterruptedException {
        Instant now = clock.instant();
        Set<String> groups = Set.of(group.id());
        if (group.protocol().equals("streams")) {
            admin.describeStreamsGroups(groups).all().get().values().forEach(found -> members.update(found, now));
        } else {
            admin.describeConsumerGroups(groups).all().get().values().forEach(found -> members.update(found, now));
        }
        Map<TopicPartition, Long> waiting = waiting(admin);
        Map.Entry<TopicPartition, Long> most =
                waiting.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        long all = waiting.values().stream().mapToLong(Long::longValue).sum();
        return new GroupView(now, all, most.getKey().partition(), most.getValue(), waiting.size(), members.instances());
    }

    /** Records of each partition that are committed by their publishers, and whose answers are not. */
    private Map<TopicPartition, Long> waiting(Admin admin) throws ExecutionException, InterruptedException {
        int partitions = admin.describeTopics(Set.of(group.topic())).allTopicNames().get().values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
        Map<TopicPartition, OffsetAndMetadata> answered = admin.listConsumerGroupOffsets(group.id())
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> starts = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> waiting = new HashMap<>();
        offsets(admin, partitions, OffsetSpec.latest()).forEach((partition, end) -> {
            OffsetAndMetadata position = answered.get(partition);
            long start = starts.getOrDefault(partition, 0L);
            waiting.put(partition, Math.max(0, end - (position == null ? start : Math.max(start, position.offset()))));
        });
        return waiting;
    }

    private Map<TopicPartition, Long> offsets(Admin admin, int partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        IntStream.range(0, partitions)
                .forEach(partition -> question.put(new TopicPartition(group.topic(), partition), which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
