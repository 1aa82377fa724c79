package io.fashionstream.stream.review;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.SchemaMismatch;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleaseReader;
import io.fashionstream.stream.answer.AnswerReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topics on a thread of its own, and takes what they hold into memory. */
final class TopicFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration LAG = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Topics topics;
    private final CommittedReader answers;
    private final CommittedReader marks;
    private final ReleaseReader releases;
    private final TruthDesk desk;
    private final AnswerWindow window;
    private final JsonCodec<ImageLabel> labels = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private final JsonCodec<RejectedImage> rejections = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);
    private final Thread thread = new Thread(this::follow, "review-topics");
    private volatile Classes classes = Classes.FASHION_MNIST;
    private volatile boolean answered;
    private volatile boolean closing;

    /**
     * @param answers of labels, rejections and images
     * @param marks of rejections that were sent again
     */
    TopicFollower(
            Topics topics,
            CommittedReader answers,
            CommittedReader marks,
            ReleaseReader releases,
            TruthDesk desk,
            AnswerWindow window) {
        this.topics = topics;
        this.answers = answers;
        this.marks = marks;
        this.releases = releases;
        this.desk = desk;
        this.window = window;
    }

    /**
     * Reads what there is, and begins to follow.
     *
     * @throws BrokerUnreachable if the broker does not answer
     */
    void start() {
        answers.readToEnd(this::take);
        marks.readToEnd(this::mark);
        desk.look();
        classes(releases.aliases().get(ModelAlias.CHAMPION));
        answered = true;
        thread.setDaemon(true);
        thread.start();
    }

    /** The classes of the champion; those of Fashion-MNIST while there is none. */
    Classes classes() {
        return classes;
    }

    /** Whether the broker answered when it was last asked. */
    boolean answered() {
        return answered;
    }

    private void follow() {
        while (!closing) {
            try {
                answers.poll(LAG, this::take);
                marks.poll(Duration.ZERO, this::mark);
                desk.look();
                classes(releases.awaitAliases(Duration.ZERO).get(ModelAlias.CHAMPION));
                answered = true;
            } catch (BrokerUnreachable e) {
                if (answered) {
                    log.warn("The broker does not answer; what is shown stands still: {}", e.getMessage());
                }
                answered = false;
                pause();
            } catch (RuntimeException e) {
                if (!closing) {
                    log.error("The topics cannot be followed any more", e);
                }
                answered = false;
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> stored) {
        RecordPlace place = RecordPlace.of(stored);
        if (stored.topic().equals(topics.productImages())) {
            window.addImage(place, SourceRecord.of(stored));
        } else if (stored.topic().equals(topics.imageLabels())) {
            read(labels, stored.value()).ifPresent(label -> window.add(ReviewItem.of(place, label)));
        } else {
            String productId = stored.key() == null ? "" : ProductId.of(stored.key());
            boolean again = stored.headers().lastHeader(CloudEventHeaders.REPLAYED_FROM) != null;
            read(rejections, AnswerReader.rejection(stored))
                    .ifPresent(rejection -> window.add(ReviewItem.of(place, productId, rejection, again)));
        }
    }

    private void mark(ConsumerRecord<byte[], byte[]> stored) {
        if (stored.key() != null) {
            window.addReplayed(new String(stored.key(), StandardCharsets.UTF_8));
        }
    }

    private void classes(@Nullable ModelRelease champion) {
        if (champion != null) {
            classes = champion.manifest().classes();
        }
    }

    /** Empty for a value that does not obey its schema, which strangers may write. */
    private static <T> Optional<T> read(JsonCodec<T> codec, byte @Nullable [] value) {
        try {
            return value == null ? Optional.empty() : Optional.of(codec.read(value));
        } catch (SchemaMismatch e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.close();
        marks.close();
        releases.close();
    }
}
