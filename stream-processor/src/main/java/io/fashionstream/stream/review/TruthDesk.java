package io.fashionstream.stream.review;

import static io.fashionstream.check.Check.require;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.review.StatementWriter.ShutOut;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that is said about images, and says what reviewers say: only if the reviewer has seen what was said last.
 *
 * <p>Review pages of one deployment write in turn, so that none of them replaces what another wrote and its reviewer did not
 * see. Other sources do not wait for that: what one of them says in the few milliseconds between the look and the write is
 * found when it is read, and shown ({@link Statements#unseen}). Thread-safe; statements are written one after the other.
 */
final class TruthDesk implements AutoCloseable {
    private static final int TRIES = 5;

    /** While nobody writes here, no other review page need shut this one out. */
    private static final Duration WRITER_KEPT = Duration.ofSeconds(3);

    private final KafkaConnection connection;
    private final Topics topics;
    private final Duration patience;
    private final Clock clock;
    private final TruthLog log;
    private final CommittedReader said;
    private @Nullable StatementWriter writer;
    private long wroteAt;
    private @Nullable Written unread;

    /** A statement of this page that its own reader may not have seen yet: a commit is visible only a little later. */
    private record Written(ImageName image, String place) {}

    /**
     * What a reviewer wants to say.
     *
     * @param seen place of the statement that the reviewer saw as the newest; null if none
     * @param undo whether this takes the statement at {@code seen} back
     */
    record Wish(
            ImageName image,
            @Nullable Category category,
            String reviewer,
            @Nullable String seen,
            boolean undo) {}

    /** What became of a wish. */
    enum Outcome {
        WRITTEN,
        /** Something else was said since: nothing is written. */
        OUTDATED,
        /** What it would undo is no review, or what was said before is not remembered: nothing is written. */
        NOT_UNDOABLE
    }

    /** Reads what was said since {@code since}; asks the broker at once. */
    TruthDesk(KafkaConnection connection, Topics topics, Duration patience, Clock clock, TruthLog log, Instant since) {
        this.connection = connection;
        this.topics = topics;
        this.patience = patience;
        this.clock = clock;
        this.log = log;
        this.said = CommittedReader.ofRecent(since, Long.MAX_VALUE, connection, patience, topics.groundTruth());
    }

    /** Reads what was said since the last look. */
    synchronized void look() {
        said.readToEnd(stored -> log.take(SourceRecord.of(stored)));
        if (writer != null && System.nanoTime() - wroteAt > WRITER_KEPT.toNanos()) {
            closeWriter();
        }
    }

    /**
     * Writes what a reviewer says, if nothing was said since the reviewer looked.
     *
     * @throws KafkaException if the broker did not take it
     * @throws BrokerUnreachable if it does not answer
     */
    synchronized Outcome say(Wish wish) {
        require(!wish.reviewer().isBlank(), "a reviewer must have a name");
        for (int tries = 0; tries < TRIES; tries++) {
            StatementWriter open = writer();
            lookForOwn();
            Statements known = log.about(wish.image()).orElse(null);
            if (!Objects.equals(known == null ? null : known.newest().place(), wish.seen())) {
                return Outcome.OUTDATED;
            }
            Optional<GroundTruth> truth = wish.undo() ? undone(wish, known) : Optional.of(stated(wish, known));
            if (truth.isEmpty()) {
                return Outcome.NOT_UNDOABLE;
            }
            try {
                RecordPlace place = open.write(wish.image().productId(), truth.get());
                unread = new Written(wish.image(), place.toString());
                lookForOwn();
                return Outcome.WRITTEN;
            } catch (ShutOut e) {
                closeWriter();
            } catch (KafkaException e) {
                closeWriter();
                throw e;
            }
        }
        throw new KafkaException("other review pages of the same topics wrote " + TRIES + " times in between");
    }

    /**
     * Reads what was said, this page's own last statement among it.
     *
     * @throws BrokerUnreachable if that does not become visible in time
     */
    private void lookForOwn() {
        long start = System.nanoTime();
        Written own = unread;
        look();
        while (own != null
                && log.about(own.image())
                        .flatMap(known -> known.at(own.place()))
                        .isEmpty()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new BrokerUnreachable(connection, patience, null);
            }
            look();
        }
        unread = null;
    }

    private GroundTruth stated(Wish wish, @Nullable Statements known) {
        return new GroundTruth(
                wish.image().imageId(), wish.category(), GroundTruth.REVIEW, time(known), wish.reviewer(), wish.seen());
    }

    /** What was said before, in the name of its source; or a withdrawal. */
    private Optional<GroundTruth> undone(Wish wish, @Nullable Statements known) {
        if (known == null || !known.newest().isReview()) {
            return Optional.empty();
        }
        String replaced = known.newest().truth().replaces();
        if (replaced == null) {
            return Optional.of(stated(wish, known));
        }
        return known.at(replaced)
                .map(before -> new GroundTruth(
                        wish.image().imageId(),
                        before.category(),
                        before.truth().source(),
                        time(known),
                        wish.reviewer(),
                        wish.seen()));
    }

    /** Now, but not before what it replaces: of two statements the one with the later time counts. */
    private Instant time(@Nullable Statements known) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant counting = known == null
                ? Instant.MIN
                : Instant.ofEpochMilli(known.counting().saidMillis());
        return counting.isAfter(now) ? counting : now;
    }

    private StatementWriter writer() {
        wroteAt = System.nanoTime();
        if (writer == null) {
            writer = new StatementWriter(connection, topics, patience);
        }
        return writer;
    }

    private void closeWriter() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    @Override
    public synchronized void close() {
        closeWriter();
        said.close();
    }
}
