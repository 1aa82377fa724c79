package io.fashionstream.stream.review;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.RecordFetch;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.stream.replay.Replay;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The review page: a server of its own, which reads the topics and writes what reviewers say. It keeps nothing but what it
 * has in memory, and that is bounded: another one that is started beside it, or after it, shows the same.
 */
public final class Review implements AutoCloseable {
    /** Truths count for labels from up to so long before and after by default. */
    private static final Duration TRUTH_RETENTION = Duration.ofDays(1);

    private static final int TRUTHS_PER_ANSWER = 4;

    private final TopicFollower follower;
    private final TruthDesk truths;
    private final RecordFetch records;
    private final ReviewPort port;

    /**
     * Where it listens.
     *
     * @param port 0 takes any free one
     * @param names further names by which it is reached
     */
    public record Address(String host, int port, Set<String> names) {
        public Address {
            names = Set.copyOf(names);
        }
    }

    /**
     * What it shows.
     *
     * @param answers how many of the newest labels and rejections
     * @param age of which age at most
     * @param reviewer the name that the page suggests
     */
    public record Scope(int answers, Duration age, String reviewer) {}

    /**
     * Reads what there is, and begins to answer.
     *
     * @param patience how long the broker may take for any one answer, at least 1 s
     * @throws io.fashionstream.connection.BrokerUnreachable if it takes longer
     * @throws IllegalArgumentException if the address cannot be bound
     */
    public Review(KafkaConnection connection, Topics topics, Duration patience, Address address, Scope scope) {
        Clock clock = Clock.systemUTC();
        Instant since = clock.instant().minus(scope.age());
        AnswerWindow window = new AnswerWindow(scope.answers(), scope.age(), clock);
        TruthLog log = new TruthLog(Math.multiplyExact(scope.answers(), TRUTHS_PER_ANSWER));
        this.truths = new TruthDesk(connection, topics, patience, clock, log, since.minus(TRUTH_RETENTION));
        this.follower = new TopicFollower(
                topics,
                CommittedReader.ofRecent(
                        since,
                        scope.answers(),
                        connection,
                        patience,
                        topics.imageLabels(),
                        topics.rejectedImages(),
                        topics.productImages()),
                CommittedReader.ofRecent(since, Long.MAX_VALUE, connection, patience, topics.replayedImages()),
                new ReleaseReader(connection, topics, patience),
                truths,
                window);
        this.records = new RecordFetch(connection, patience);
        ReviewDesk desk = new ReviewDesk(window, log, follower::classes);
        ReviewActions actions = new ReviewActions(
                desk,
                truths,
                records,
                () -> new Replay(connection, topics, patience, outcome -> {}),
                follower::answered,
                clock,
                scope.reviewer());
        this.port = started(address, desk, new Pictures(records, window), actions);
    }

    private ReviewPort started(Address address, ReviewDesk desk, Pictures pictures, ReviewActions actions) {
        try {
            follower.start();
            return new ReviewPort(address, desk, pictures, actions);
        } catch (RuntimeException e) {
            closeClients();
            throw e;
        }
    }

    /** Where the page is. */
    public URI address() {
        return port.address();
    }

    @Override
    public void close() {
        port.close();
        closeClients();
    }

    private void closeClients() {
        follower.close();
        truths.close();
        records.close();
    }
}
