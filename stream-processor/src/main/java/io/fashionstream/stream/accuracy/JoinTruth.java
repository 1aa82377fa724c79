package io.fashionstream.stream.accuracy;

import io.fashionstream.stream.accuracy.IntakeCounts.Kind;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code join-truth} processor: counts the labels of one partition, and reports every step what it counted since.
 *
 * <p>All that it knows is in state stores, so a restart or another instance goes on where the last commit was. A
 * partition that read nothing reports nothing.
 */
final class JoinTruth implements Processor<String, byte[], String, MergeInput> {
    private static final Logger log = LoggerFactory.getLogger(JoinTruth.class);

    private final AccuracyEventReader reader;
    private final AccuracySettings settings;
    private @Nullable Task task;

    JoinTruth(AccuracyEventReader reader, AccuracySettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, MergeInput> context) {
        Task created = new Task(context, reader, settings);
        context.schedule(settings.step(), PunctuationType.WALL_CLOCK_TIME, created::report);
        task = created;
    }

    @Override
    public void process(Record<String, byte[]> record) {
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
        private int eventsOfStep;
        private @Nullable String unreadable;

        Task(ProcessorContext<String, MergeInput> context, AccuracyEventReader reader, AccuracySettings settings) {
            this.context = context;
            this.reader = reader;
            this.progresses = context.getStateStore(AccuracyStores.PROGRESS);
            this.pending = new PendingCounts(context.getStateStore(AccuracyStores.PENDING), settings.buckets());
            this.join = new TruthJoin(
                    context.getStateStore(AccuracyStores.LABELS),
                    context.getStateStore(AccuracyStores.IMAGES),
                    new ExpiryQueue(context.getStateStore(AccuracyStores.EXPIRY)),
                    pending,
                    settings);
        }

        void process(Record<String, byte[]> record) {
            RecordMetadata from = context.recordMetadata().orElseThrow();
            PartitionProgress progress = progress();
            progress.passed(from.topic(), from.offset());
            try {
                dispatch(reader.read(from.topic(), record), record, progress);
            } catch (SerializationException e) {
                progress.count(Kind.UNREADABLE, 1);
                unreadable = from.topic() + "-" + from.partition() + "@" + from.offset() + ": " + e.getMessage();
            }
            progresses.put(KEY, progress);
            eventsOfStep++;
        }

        private void dispatch(AccuracyEvent event, Record<String, byte[]> record, PartitionProgress progress) {
            if (event instanceof AccuracyEvent.Labelled labelled) {
                join.label(record.key(), labelled, progress);
            } else if (event instanceof AccuracyEvent.Said said) {
                join.truth(record.key(), said.truth(), record.timestamp(), progress);
            } else if (event instanceof AccuracyEvent.Refused refused) {
                join.rejection(record.key(), refused.rejection(), progress);
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
            complain();
        }

        /** At most once a step: a flood of broken events must not become a flood of log lines. */
        private void complain() {
            if (unreadable != null) {
                log.warn("Events unreadable and not counted, the latest of this step: {}", unreadable);
                unreadable = null;
            }
        }

        private PartitionProgress progress() {
            PartitionProgress progress = progresses.get(KEY);
            return progress == null ? new PartitionProgress() : progress;
        }
    }
}
