package io.fashionstream.stream.accuracy;

import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.accuracy.IntakeCounts.Kind;
import io.fashionstream.stream.ops.PassedOver;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The {@code join-truth} processor: counts the labels of one partition, and reports every step what it counted since.
 *
 * <p>All that it knows is in state stores, so a restart or another instance goes on where the last commit was. A
 * partition that read nothing reports nothing.
 */
final class JoinTruth implements Processor<byte[], byte[], String, MergeInput> {
    private final AccuracyEventReader reader;
    private final AccuracySettings settings;
    private final PassedOver passedOver;
    private @Nullable Task task;

    /** @param passedOver told each event that counts nowhere */
    JoinTruth(AccuracyEventReader reader, AccuracySettings settings, PassedOver passedOver) {
        this.reader = reader;
        this.settings = settings;
        this.passedOver = passedOver;
    }

    @Override
    public void init(ProcessorContext<String, MergeInput> context) {
        Task created = new Task(context, reader, settings, passedOver);
        context.schedule(settings.step(), PunctuationType.WALL_CLOCK_TIME, created::report);
        task = created;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Objects.requireNonNull(task, "init").process(record);
    }

    /** The work on one partition. */
    private static final class Task {
        private static final String KEY = "progress";

        /** How many entries a step forgets at most: so many, and so many for each event that it read. */
        private static final int FORGOTTEN_PER_STEP = 1_000;

        private static final int FORGOTTEN_PER_EVENT = 4;

        private final ProcessorContext<String, MergeInput> context;
        private final AccuracyEventReader reader;
        private final KeyValueStore<String, PartitionProgress> progresses;
        private final PendingCounts pending;
        private final TruthJoin join;
        private final PassedOver passedOver;
        private int eventsOfStep;

        Task(
                ProcessorContext<String, MergeInput> context,
                AccuracyEventReader reader,
                AccuracySettings settings,
                PassedOver passedOver) {
            this.context = context;
            this.reader = reader;
            this.passedOver = passedOver;
            this.progresses = context.getStateStore(AccuracyStores.PROGRESS);
            this.pending = new PendingCounts(context.getStateStore(AccuracyStores.PENDING), settings.buckets());
            this.join = new TruthJoin(
                    context.getStateStore(AccuracyStores.LABELS),
                    context.getStateStore(AccuracyStores.IMAGES),
                    new ExpiryQueue(context.getStateStore(AccuracyStores.EXPIRY)),
                    pending,
                    settings);
        }

        void process(Record<byte[], byte[]> record) {
            RecordMetadata from = context.recordMetadata().orElseThrow();
            SourceRecord source = new SourceRecord(
                    from.topic(),
                    from.partition(),
                    from.offset(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    record.headers());
            PartitionProgress progress = progress();
            progress.passed(from.topic(), from.offset());
            count(reader.read(source), source, progress);
            progresses.put(KEY, progress);
            eventsOfStep++;
        }

        private void count(AccuracyEvent event, SourceRecord source, PartitionProgress progress) {
            if (event instanceof AccuracyEvent.Labelled labelled) {
                join.label(labelled, progress);
            } else if (event instanceof AccuracyEvent.Said said) {
                join.truth(said.productId(), said.truth(), source.timestamp(), progress);
            } else if (event instanceof AccuracyEvent.Refused refused) {
                join.rejection(refused.productId(), refused.rejection(), progress);
            } else if (event instanceof AccuracyEvent.RefusedWithoutProduct refused) {
                progress.tickTo(refused.rejection().rejectedTime().toEpochMilli());
            } else if (event instanceof AccuracyEvent.NotCounted not) {
                progress.count(not.kind(), 1);
                PassedOver.Kind kind = not.kind() == Kind.UNKNOWN_CATEGORIES
                        ? PassedOver.Kind.UNKNOWN_TRUE_CATEGORY
                        : PassedOver.Kind.UNREADABLE;
                passedOver.add(kind, new PassedOver.Event(source.position(), null, null, not.detail()));
            }
        }

        private void report(long now) {
            PartitionProgress progress = progress();
            if (progress.moved()) {
                int partition = context.taskId().partition();
                IntakeCounts intake = progress.report();
                PartialCounts partial = new PartialCounts(progress.positions(partition), intake, pending.drain(now));
                progresses.put(KEY, progress);
                context.forward(new Record<>("partition-" + partition, partial, now));
            }
            join.forget(progress.clock(), FORGOTTEN_PER_STEP + FORGOTTEN_PER_EVENT * eventsOfStep);
            eventsOfStep = 0;
            passedOver.log();
        }

        private PartitionProgress progress() {
            PartitionProgress progress = progresses.get(KEY);
            return progress == null ? new PartitionProgress() : progress;
        }
    }
}
