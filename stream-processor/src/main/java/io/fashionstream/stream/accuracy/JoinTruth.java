package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.GroundTruthReader;
import io.fashionstream.event.serde.ProductId;
import io.fashionstream.event.serde.ReadTruth;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.accuracy.IntakeCounts.Kind;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.task.Sources;
import io.fashionstream.stream.task.Task;
import io.fashionstream.stream.task.TaskSupplier;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The {@code join-truth} processor: counts the labels of one partition, and reports every step what it counted since
 * the last.
 *
 * <p>All of its knowledge is in state stores, so that after a restart, or on another instance, it goes on from the last
 * commit. A partition that read nothing reports nothing.
 */
final class JoinTruth implements Task<byte[], byte[]> {
    private static final String KEY = "progress";

    /** How many entries a step forgets at most: so many, and so many for each event that it read. */
    private static final int FORGOTTEN_PER_STEP = 1_000;

    private static final int FORGOTTEN_PER_EVENT = 4;

    private final ProcessorContext<String, MergeInput> context;
    private final JoinInputs inputs;
    private final KeyValueStore<String, PartitionProgress> progresses;
    private final PendingCounts pending;
    private final TruthJoin join;
    private final PassedOver passedOver;
    private int eventsOfStep;

    private JoinTruth(
            ProcessorContext<String, MergeInput> context,
            JoinInputs inputs,
            AccuracySettings settings,
            PassedOver passedOver) {
        this.context = context;
        this.inputs = inputs;
        this.passedOver = passedOver;
        this.progresses = context.getStateStore(AccuracyStores.PROGRESS);
        this.pending = new PendingCounts(context.getStateStore(AccuracyStores.PENDING), settings.buckets());
        this.join = new TruthJoin(
                context.getStateStore(AccuracyStores.LABELS),
                context.getStateStore(AccuracyStores.IMAGES),
                new ExpiryQueue(context.getStateStore(AccuracyStores.EXPIRY)),
                pending,
                settings);
        context.schedule(settings.step(), PunctuationType.WALL_CLOCK_TIME, this::report);
    }

    /**
     * The processor of each partition.
     *
     * @param passedOver told each event that counts nowhere
     * @param stores those of {@link AccuracyStores#ofJoin}
     */
    static ProcessorSupplier<byte[], byte[], String, MergeInput> supplier(
            JoinInputs inputs, AccuracySettings settings, PassedOver passedOver, Set<StoreBuilder<?>> stores) {
        return new TaskSupplier<>(context -> new JoinTruth(context, inputs, settings, passedOver), stores);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord source = Sources.of(context, record);
        PartitionProgress progress = progress();
        progress.passed(source.topic(), source.offset());
        try {
            count(source, progress);
        } catch (SerializationException e) {
            passOver(source, Kind.UNREADABLE, String.valueOf(e.getMessage()), progress);
        }
        progresses.put(KEY, progress);
        eventsOfStep++;
    }

    private void count(SourceRecord source, PartitionProgress progress) {
        if (inputs.isTruth(source)) {
            truth(source, progress);
        } else if (inputs.isRejection(source)) {
            rejection(source, progress);
        } else {
            String productId = ProductId.of(Objects.requireNonNullElse(source.key(), new byte[0]));
            join.label(productId, inputs.role(source), inputs.label(source), progress);
        }
    }

    private void truth(SourceRecord source, PartitionProgress progress) {
        ReadTruth read = GroundTruthReader.read(source);
        if (read instanceof ReadTruth.Truth known) {
            List<Category> strangers = join.truth(known.productId(), known.truth(), source.timestamp(), progress);
            if (!strangers.isEmpty()) {
                passedOver.add(PassedOver.Kind.UNKNOWN_TRUE_CATEGORY, stranger(source, known, strangers));
            }
        } else if (read instanceof ReadTruth.UnknownCategory unknown) {
            passOver(source, Kind.UNKNOWN_CATEGORIES, unknown.detail(), progress);
        } else if (read instanceof ReadTruth.Unreadable unreadable) {
            passOver(source, Kind.UNREADABLE, unreadable.detail(), progress);
        }
    }

    private static PassedOver.Event stranger(SourceRecord source, ReadTruth.Truth known, List<Category> classes) {
        String detail = "expected one of " + classes + ", the classes of a model that labelled image \""
                + known.truth().imageId() + "\", got " + known.truth().category();
        return new PassedOver.Event(source.position(), known.productId(), null, detail);
    }

    /** The rejection of an image without a key is its answer, and no truth can be about it. */
    private void rejection(SourceRecord source, PartitionProgress progress) {
        RejectedImage rejection = inputs.rejection(source);
        byte[] key = source.key();
        if (key == null || key.length == 0) {
            progress.tickTo(rejection.rejectedTime().toEpochMilli());
        } else {
            join.rejection(ProductId.of(key), rejection, progress);
        }
    }

    private void passOver(SourceRecord source, Kind count, String detail, PartitionProgress progress) {
        progress.count(count, 1);
        PassedOver.Kind kind =
                count == Kind.UNKNOWN_CATEGORIES ? PassedOver.Kind.UNKNOWN_TRUE_CATEGORY : PassedOver.Kind.UNREADABLE;
        passedOver.add(kind, new PassedOver.Event(source.position(), null, null, detail));
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
