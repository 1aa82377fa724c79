package io.fashionstream.stream.replay;

import static io.fashionstream.check.Check.require;

import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SchemaMismatch;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.answer.AnswerReader;
import io.fashionstream.stream.replay.ReplayOutcome.Fate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends chosen rejections back to {@code product-images}, each at most once however often and wherever this is run, and
 * tells what became of each. One thread.
 */
public final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);
    private static final int BATCH_RECORDS = 100;
    private static final int BATCH_BYTES = 8 * 1024 * 1024;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConnection connection;
    private final Topics topics;
    private final Duration patience;
    private final Consumer<ReplayOutcome> listener;
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);
    private final Set<String> replayed = new HashSet<>();
    private final Pending pending = new Pending();

    /**
     * @param patience how long a silent broker is waited for
     * @param listener told of each chosen rejection as soon as its fate is known
     */
    public Replay(KafkaConnection connection, Topics topics, Duration patience, Consumer<ReplayOutcome> listener) {
        this.connection = connection;
        this.topics = topics;
        this.patience = patience;
        this.listener = listener;
    }

    /** Says what {@link #run} would send, and sends nothing. */
    public void rehearse(Selection selection) {
        readMarks();
        scan(
                selection,
                rejected -> report(
                        rejected, Fate.WOULD_BE_SENT, rejected.rejection().detail()));
    }

    /**
     * Sends what is chosen of the rejections that there are now, and waits for the answers.
     *
     * @param wait how long to wait for labels and rejections after the last image was sent
     */
    public void run(Selection selection, Duration wait) {
        try (OnceProducer producer = new OnceProducer(connection, topics, patience);
                AnswerReader answers = new AnswerReader(connection, topics, patience)) {
            readMarks();
            List<RejectedRecord> batch = new ArrayList<>();
            scan(selection, rejected -> {
                if (batch.size() == BATCH_RECORDS || bytes(batch) + rejected.bytes() > BATCH_BYTES) {
                    send(producer, batch);
                    answers.poll(Duration.ZERO, pending);
                    pending.drain().forEach(listener);
                }
                batch.add(rejected);
            });
            send(producer, batch);
            await(answers, wait);
        }
    }

    /**
     * Sends one rejection again, unless it was before, and does not wait for its answer.
     *
     * @param stored a record of {@code rejected-images}
     * @throws ReplayFailed if another replay took over or the broker is gone
     */
    public ReplayOutcome sendOne(ConsumerRecord<byte[], byte[]> stored) {
        RejectedRecord rejected = read(stored);
        require(rejected != null, "%s-%d@%d is no rejection", stored.topic(), stored.partition(), stored.offset());
        try (OnceProducer producer = new OnceProducer(connection, topics, patience)) {
            readMarks();
            ReplayOutcome refusal = refusal(Objects.requireNonNull(rejected));
            if (refusal != null) {
                return refusal;
            }
            String position = producer.send(List.of(rejected)).get(0);
            return ReplayOutcome.of(rejected, Fate.SENT, "as " + position);
        } catch (OnceProducer.Refused e) {
            return ReplayOutcome.of(Objects.requireNonNull(rejected), Fate.NOT_SENT, String.valueOf(e.getMessage()));
        }
    }

    /** After the producer is open: from then on nobody else adds marks. */
    private void readMarks() {
        readAll(topics.replayedImages(), mark -> {
            if (mark.key() != null) {
                replayed.add(new String(mark.key(), StandardCharsets.UTF_8));
            }
        });
    }

    /** Hands on each chosen rejection that was never sent again; reports the others. */
    private void scan(Selection selection, Consumer<RejectedRecord> next) {
        readAll(topics.rejectedImages(), stored -> {
            RejectedRecord rejected = read(stored);
            if (rejected == null || !selection.matches(rejected)) {
                return;
            }
            ReplayOutcome refusal = refusal(rejected);
            if (refusal == null) {
                next.accept(rejected);
            } else {
                listener.accept(refusal);
            }
        });
    }

    /** Why a rejection is not to be sent; null, once, if it is. */
    private @Nullable ReplayOutcome refusal(RejectedRecord rejected) {
        if (rejected.wasSentAgain()) {
            return ReplayOutcome.of(rejected, Fate.ALREADY_REPLAYED, "and rejected once more");
        }
        if (!rejected.hasImage()) {
            return ReplayOutcome.of(rejected, Fate.NOT_SENT, "there is no image in the rejection");
        }
        return replayed.add(rejected.position()) ? null : ReplayOutcome.of(rejected, Fate.ALREADY_REPLAYED, "");
    }

    private void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> next) {
        try (CommittedReader reader = CommittedReader.ofAll(connection, patience, topic)) {
            reader.readToEnd(next);
        }
    }

    private @Nullable RejectedRecord read(ConsumerRecord<byte[], byte[]> stored) {
        byte[] rejection = AnswerReader.rejection(stored);
        try {
            return rejection == null ? null : new RejectedRecord(stored, rejections.read(rejection));
        } catch (SchemaMismatch e) {
            log.warn("Passed over {}-{}@{}: {}", stored.topic(), stored.partition(), stored.offset(), e.getMessage());
            return null;
        }
    }

    private static int bytes(List<RejectedRecord> batch) {
        return batch.stream().mapToInt(RejectedRecord::bytes).sum();
    }

    /** Sends and empties the batch; where it is refused as a whole, one by one. */
    private void send(OnceProducer producer, List<RejectedRecord> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<String> positions = producer.send(batch);
            for (int i = 0; i < positions.size(); i++) {
                pending.add(batch.get(i), positions.get(i), identity(batch.get(i), positions.get(i)));
            }
        } catch (OnceProducer.Refused e) {
            if (batch.size() == 1) {
                report(batch.get(0), Fate.NOT_SENT, String.valueOf(e.getMessage()));
            } else {
                batch.forEach(rejected -> send(producer, new ArrayList<>(List.of(rejected))));
            }
        }
        batch.clear();
    }

    /** Whom a label of the image would name. */
    private Pending.@Nullable LabelledEvent identity(RejectedRecord rejected, String position) {
        String[] parts = position.split("/", 3);
        ProducerRecord<byte[], byte[]> again = rejected.again(parts[0], Integer.MAX_VALUE);
        ReadImage read = ProductImageReader.read(new SourceRecord(
                parts[0],
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                0,
                again.key(),
                again.value(),
                again.headers()));
        if (read instanceof ReadImage.Readable readable) {
            return labelled(readable.image());
        }
        return read instanceof ReadImage.Referenced referenced ? labelled(referenced.image()) : null;
    }

    private static Pending.LabelledEvent labelled(ProductImage image) {
        return new Pending.LabelledEvent(image.productId(), image.eventId());
    }

    private void await(AnswerReader answers, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (!pending.isEmpty() && System.nanoTime() < deadline) {
            answers.poll(POLL, pending);
            pending.drain().forEach(listener);
        }
        pending.giveUp("no label and no rejection within " + wait.toSeconds() + " s");
        pending.drain().forEach(listener);
    }

    private void report(RejectedRecord rejected, Fate fate, String detail) {
        listener.accept(ReplayOutcome.of(rejected, fate, detail));
    }
}
