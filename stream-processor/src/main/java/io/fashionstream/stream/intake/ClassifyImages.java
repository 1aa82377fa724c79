package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.stream.batch.LookAhead;
import io.fashionstream.stream.batch.LookAheads;
import io.fashionstream.stream.duplicate.AnsweredEvents;
import io.fashionstream.stream.duplicate.EventKey;
import io.fashionstream.stream.duplicate.Familiarity;
import io.fashionstream.stream.ops.PassedOver;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Forwards one label or one rejection for each image, at once; the look-ahead decides together with which other images it
 * is computed. Holds nothing back.
 *
 * <p>The look-ahead computes without state. Whether an event was answered before is asked when it is its record's own turn,
 * in the order of the partition, and what is remembered is committed with the answer.
 */
public final class ClassifyImages implements Processor<byte[], byte[], byte[], Outgoing> {
    private static final String TAKEN_ID = "expected an event id of its own, got the id of an event with another image";
    private static final Duration SAY_AGAIN = Duration.ofSeconds(10);
    private static final int HEADER_OVERHEAD_BYTES = 10;
    private static final int BATCH_OVERHEAD_BYTES = 1024;
    private static final long LARGEST_REJECTED_BYTES = TopicSpecs.MAX_REJECTED_BYTES - BATCH_OVERHEAD_BYTES;

    private final LookAheads<Outcome> lookAheads;
    private final OutgoingHeaders headers;
    private final Consumer<Outcome> counted;
    private final PassedOver passedOver;
    private final Duration duplicateHorizon;
    private final boolean commitEarly;
    private Optional<AnsweredEvents> answered = Optional.empty();
    private @Nullable ProcessorContext<byte[], Outgoing> context;
    private @Nullable TopicPartition partition;

    private ClassifyImages(
            LookAheads<Outcome> lookAheads,
            OutgoingHeaders headers,
            Consumer<Outcome> counted,
            PassedOver passedOver,
            Duration duplicateHorizon,
            boolean commitEarly) {
        this.lookAheads = lookAheads;
        this.headers = headers;
        this.counted = counted;
        this.passedOver = passedOver;
        this.duplicateHorizon = duplicateHorizon;
        this.commitEarly = commitEarly;
    }

    /**
     * Processors and their store.
     *
     * @param counted told each outcome once it was forwarded
     * @param passedOver told each event that was answered before, and each declared category that names none
     * @param duplicateHorizon for how long an event is known again; zero for never
     * @param commitEarly whether to commit when a stream thread has answered all images that it polled, instead of when the
     *     commit interval is over
     */
    public static ProcessorSupplier<byte[], byte[], byte[], Outgoing> supplier(
            LookAheads<Outcome> lookAheads,
            OutgoingHeaders headers,
            Consumer<Outcome> counted,
            PassedOver passedOver,
            Duration duplicateHorizon,
            boolean commitEarly) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], Outgoing> get() {
                return new ClassifyImages(lookAheads, headers, counted, passedOver, duplicateHorizon, commitEarly);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return AnsweredEvents.stores(duplicateHorizon);
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> own) {
        this.context = own;
        this.answered = AnsweredEvents.of(own, duplicateHorizon);
        own.schedule(SAY_AGAIN, PunctuationType.WALL_CLOCK_TIME, now -> passedOver.log());
    }

    @Override
    public void process(Record<byte[], byte[]> image) {
        ConsumerRecord<byte[], byte[]> source = source(image);
        partition = new TopicPartition(source.topic(), source.partition());
        LookAhead<Outcome> lookAhead = lookAheads.ofThisThread();
        Outcome outcome = onceOnly(source, lookAhead.resultOf(source));
        if (outcome instanceof Outcome.Labelled labelled) {
            forward(image, labelled);
        } else if (outcome instanceof Outcome.Rejected rejected) {
            forward(image, rejected.rejection());
        }
        notice(source, outcome);
        counted.accept(outcome);
        if (commitEarly && lookAhead.isDrained()) {
            context().commit();
        }
    }

    /** What is sent again on purpose ({@code replay}) keeps its event id, and passes. */
    private Outcome onceOnly(ConsumerRecord<byte[], byte[]> source, Outcome outcome) {
        EventKey event = outcome.event();
        if (event == null || source.headers().lastHeader(CloudEventHeaders.REPLAYED_FROM) != null) {
            return outcome;
        }
        Familiarity familiarity = answered.map(events -> events.meet(event)).orElse(Familiarity.NEW);
        return switch (familiarity) {
            case NEW -> outcome;
            case DUPLICATE -> duplicate(outcome, event);
            case ID_REUSED -> refused(source, outcome);
        };
    }

    private static Outcome duplicate(Outcome outcome, EventKey event) {
        if (outcome instanceof Outcome.Labelled labelled) {
            return new Outcome.Duplicate(event, labelled.label().imageEventId());
        }
        return new Outcome.Duplicate(
                event,
                outcome instanceof Outcome.Rejected rejected
                        ? rejected.rejection().imageEventId()
                        : null);
    }

    /** Names the events of which something has no effect, for an operator to find. */
    private void notice(ConsumerRecord<byte[], byte[]> source, Outcome outcome) {
        String position = SourceRecord.of(source).position();
        if (outcome instanceof Outcome.Duplicate duplicate) {
            String productId = source.key() == null ? null : ProductId.of(source.key());
            passedOver.add(
                    PassedOver.Kind.DUPLICATE, new PassedOver.Event(position, productId, duplicate.eventId(), null));
        } else if (outcome instanceof Outcome.Labelled labelled && labelled.unknownCategory() != null) {
            ImageLabel label = labelled.label();
            passedOver.add(
                    PassedOver.Kind.UNKNOWN_DECLARED_CATEGORY,
                    new PassedOver.Event(
                            position, label.productId(), label.imageEventId(), labelled.unknownCategory()));
        }
    }

    /** What was rejected anyway keeps its own reason. */
    private static Outcome refused(ConsumerRecord<byte[], byte[]> source, Outcome outcome) {
        if (!(outcome instanceof Outcome.Labelled labelled)) {
            return outcome;
        }
        ImageLabel label = labelled.label();
        RejectedImage rejection = new RejectedImage(
                RejectionReason.MALFORMED_EVENT,
                TAKEN_ID,
                label.imageId(),
                label.imageEventId(),
                label.modelId(),
                source.topic(),
                source.partition(),
                source.offset(),
                label.classifiedTime());
        return new Outcome.Rejected(rejection, outcome.event());
    }

    @Override
    public void close() {
        if (partition != null) {
            lookAheads.ofThisThread().forget(partition);
        }
    }

    private void forward(Record<byte[], byte[]> image, Outcome.Labelled labelled) {
        ImageLabel label = labelled.label();
        byte[] key = ProductId.key(label.productId());
        send(
                key,
                new Outgoing.ChampionLabel(label),
                label.classifiedTime(),
                headers.ofLabel(label, labelled.event(), image.headers()));
        Optional<ImageLabel> challenger = labelled.challenger();
        challenger.ifPresent(other -> send(
                key,
                new Outgoing.ChallengerLabel(other),
                other.classifiedTime(),
                headers.ofLabel(other, labelled.event(), image.headers())));
    }

    private void forward(Record<byte[], byte[]> image, RejectedImage rejection) {
        Headers withRejection = headers.ofRejection(rejection, image.headers());
        // An image of more bytes than the topic takes stays at its source, which the rejection names:
        // a record that cannot be written would stop its partition.
        byte[] original = bytes(image, withRejection) <= LARGEST_REJECTED_BYTES ? image.value() : null;
        send(image.key(), new Outgoing.Rejected(original), rejection.rejectedTime(), withRejection);
    }

    private static long bytes(Record<byte[], byte[]> image, Headers withRejection) {
        long bytes = length(image.key()) + length(image.value());
        for (Header header : withRejection) {
            bytes += header.key().length() + length(header.value()) + HEADER_OVERHEAD_BYTES;
        }
        return bytes;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private void send(byte[] key, Outgoing value, Instant time, Headers withHeaders) {
        context().forward(new Record<>(key, value, time.toEpochMilli(), withHeaders));
    }

    /** The record as it was polled; it has the very same bytes. */
    private ConsumerRecord<byte[], byte[]> source(Record<byte[], byte[]> image) {
        RecordMetadata metadata = context().recordMetadata().orElseThrow();
        return new ConsumerRecord<>(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                image.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                image.key(),
                image.value(),
                image.headers(),
                Optional.empty());
    }

    private ProcessorContext<byte[], Outgoing> context() {
        return Objects.requireNonNull(context, "process() comes after init()");
    }
}
