package io.fashionstream.stream;

import io.fashionstream.connection.Backoff;
import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.Reachability;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.connection.TopicSpec;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.stream.settings.ProcessorSettings;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first step of a start: waits, for ever if need be, until a broker answers and the topics are there. */
final class BrokerGate {
    private static final Logger log = LoggerFactory.getLogger(BrokerGate.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ProcessorSettings settings;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), LONGEST_PAUSE);

    BrokerGate(ProcessorSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns once the topics are there.
     *
     * @throws io.fashionstream.connection.TopicCreationFailed if a broker answers and refuses
     */
    void pass() throws InterruptedException {
        while (true) {
            try {
                prepareTopics();
                if (topicsAreThere()) {
                    return;
                }
            } catch (BrokerUnreachable e) {
                pause(String.valueOf(e.getMessage()));
            }
        }
    }

    private void pause(String reason) throws InterruptedException {
        Duration pause = backoff.next();
        log.warn("{}; trying again in {} s", reason, pause.toSeconds());
        Thread.sleep(pause.toMillis());
    }

    /**
     * Where this processor may not create topics, it waits until somebody else has. Asking whether a topic is there
     * does not create it.
     */
    private boolean topicsAreThere() throws InterruptedException {
        String[] names = TopicSpecs.of(settings.topics(), settings.topicSetup().partitions()).stream()
                .map(TopicSpec::name)
                .toArray(String[]::new);
        try {
            Reachability.check(settings.connection(), PATIENCE, names);
            return true;
        } catch (IllegalArgumentException missing) {
            pause(String.valueOf(missing.getMessage()));
            return false;
        }
    }

    private void prepareTopics() {
        TopicCreation topics = new TopicCreation(settings.connection(), PATIENCE);
        boolean create = settings.topicSetup().create();
        TopicCreation.Outcome outcome = topics.create(
                create ? TopicSpecs.of(settings.topics(), settings.topicSetup().partitions()) : List.of(),
                settings.topicSetup().replication());
        if (!outcome.created().isEmpty()) {
            log.info("Topics created: {}", outcome.created());
        }
        outcome.differences().forEach(difference -> log.warn("Topic differs from what it should be: {}", difference));
    }
}
