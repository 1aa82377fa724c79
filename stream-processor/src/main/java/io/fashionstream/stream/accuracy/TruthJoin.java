package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.stream.accuracy.IntakeCounts.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Matches the labels and the truths of one partition, whichever comes first, and counts each label at most once, with
 * the truth that applies to it.
 *
 * <p>A truth applies to the labels of its image that were computed at most the retention earlier or later. Of several
 * truths the latest applies; of several with the same time, the one that was read last. Confined to one thread.
 */
final class TruthJoin {
    private final KeyValueStore<Bytes, CountedLabel> labels;
    private final KeyValueStore<Bytes, KnownImage> images;
    private final ExpiryQueue expiry;
    private final PendingCounts pending;
    private final Retention retention;
    private final TruthPrecedence precedence;

    TruthJoin(
            KeyValueStore<Bytes, CountedLabel> labels,
            KeyValueStore<Bytes, KnownImage> images,
            ExpiryQueue expiry,
            PendingCounts pending,
            AccuracySettings settings) {
        this.labels = labels;
        this.images = images;
        this.expiry = expiry;
        this.pending = pending;
        this.retention = Retention.of(settings.retention());
        this.precedence = settings.precedence();
    }

    /** Counts a label, unless it was counted before or comes too late. */
    void label(String productId, ModelAlias role, ImageLabel label, PartitionProgress progress) {
        long classified = label.classifiedTime().toEpochMilli();
        progress.tickTo(classified);
        ModelKey model = new ModelKey(role, label.modelId());
        Bytes key = StateKeys.label(StateKeys.labelsOf(productId, label.imageId()), model, label.imageEventId());
        if (retention.late(classified, progress.clock())) {
            progress.count(Kind.LATE_LABELS, 1);
        } else if (remembered(labels.get(key), progress.clock())) {
            progress.count(Kind.DUPLICATE_LABELS, 1);
        } else {
            progress.count(Kind.LABELS, 1);
            CountedLabel counted = CountedLabel.of(label, knownTruth(productId, label, progress));
            labels.put(key, counted);
            expiry.add(classified, key);
            pending.add(model, label, counted, counted.truth(precedence));
        }
    }

    private boolean remembered(@Nullable CountedLabel label, long clock) {
        return label != null && !retention.forgotten(label.classifiedMillis(), clock);
    }

    /** The truth that waited for this label, if there is one; notes that its image is labelled now. */
    private @Nullable KnownTruth knownTruth(String productId, ImageLabel label, PartitionProgress progress) {
        Bytes key = StateKeys.image(productId, label.imageId());
        KnownImage image = image(key, progress.clock());
        if (!image.labelled() && image.said() != null) {
            replace(key, image, image.withLabel(), progress);
        }
        KnownTruth said = image.said();
        boolean applies = said != null
                && retention.meets(said.saidMillis(), label.classifiedTime().toEpochMilli());
        return applies ? said : null;
    }

    /**
     * Takes a truth in, and corrects the labels that it applies to. Its time is at the latest that of its record.
     *
     * @return the classes of a model that labelled the image and does not know the stated category; empty if none did
     */
    List<Category> truth(String productId, GroundTruth truth, long recordMillis, PartitionProgress progress) {
        progress.tickTo(recordMillis);
        KnownTruth statement = new KnownTruth(Math.min(truth.time().toEpochMilli(), recordMillis), truth.category());
        if (retention.late(statement.saidMillis(), progress.clock())) {
            progress.count(Kind.LATE_TRUTHS, 1);
            return List.of();
        }
        progress.count(Kind.TRUTHS, 1);
        Bytes labelsOfImage = StateKeys.labelsOf(productId, truth.imageId());
        List<KeyValue<Bytes, CountedLabel>> labelled = remembered(labelsOfImage, progress.clock());
        correctLabels(labelsOfImage, labelled, statement);
        Bytes key = StateKeys.image(productId, truth.imageId());
        KnownImage image = image(key, progress.clock());
        replace(key, image, image.with(statement, !labelled.isEmpty()), progress);
        expiry.add(statement.saidMillis(), key);
        return pending.strangersTo(truth.category(), labelled);
    }

    private void correctLabels(
            Bytes labelsOfImage, List<KeyValue<Bytes, CountedLabel>> labelled, KnownTruth statement) {
        for (KeyValue<Bytes, CountedLabel> found : labelled) {
            CountedLabel label = found.value;
            if (retention.meets(statement.saidMillis(), label.classifiedMillis()) && statement.replaces(label.said())) {
                correct(labelsOfImage, found.key, label, label.with(statement));
            }
        }
    }

    private void correct(Bytes labelsOfImage, Bytes key, CountedLabel before, CountedLabel after) {
        labels.put(key, after);
        Category was = before.truth(precedence);
        Category is = after.truth(precedence);
        if (!Objects.equals(was, is)) {
            pending.correct(StateKeys.modelOfLabel(labelsOfImage, key), after, was, is);
        }
    }

    /** Notes that an image was rejected. A rejection that cannot tell which image it is about is ignored here. */
    void rejection(String productId, RejectedImage rejection, PartitionProgress progress) {
        long rejected = rejection.rejectedTime().toEpochMilli();
        progress.tickTo(rejected);
        if (rejection.imageId() != null && !retention.late(rejected, progress.clock())) {
            Bytes key = StateKeys.image(productId, rejection.imageId());
            KnownImage image = image(key, progress.clock());
            replace(key, image, image.withRejection(rejected), progress);
            expiry.add(rejected, key);
        }
    }

    /** Forgets what nothing can be matched with any more. Returns how many entries were looked at. */
    int forget(long clock, int most) {
        return expiry.take(retention.forgottenBefore(clock), most, key -> forgetIfOld(key, clock));
    }

    private void forgetIfOld(Bytes key, long clock) {
        if (StateKeys.isLabel(key)) {
            CountedLabel label = labels.get(key);
            if (label != null && retention.forgotten(label.classifiedMillis(), clock)) {
                labels.delete(key);
            }
        } else {
            KnownImage image = images.get(key);
            if (image != null && retention.forgotten(image.lastMillis(), clock)) {
                images.delete(key);
            }
        }
    }

    private KnownImage image(Bytes key, long clock) {
        KnownImage image = images.get(key);
        return image == null || retention.forgotten(image.lastMillis(), clock) ? KnownImage.NOTHING : image;
    }

    private void replace(Bytes key, KnownImage before, KnownImage after, PartitionProgress progress) {
        images.put(key, after);
        progress.count(Kind.IMAGES_UNKNOWN, change(before.isUnknown(), after.isUnknown()));
        progress.count(Kind.IMAGES_REJECTED, change(before.isOnlyRejected(), after.isOnlyRejected()));
    }

    private static int change(boolean before, boolean after) {
        return (after ? 1 : 0) - (before ? 1 : 0);
    }

    /** The labels of an image that are not forgotten. */
    private List<KeyValue<Bytes, CountedLabel>> remembered(Bytes labelsOfImage, long clock) {
        List<KeyValue<Bytes, CountedLabel>> found = new ArrayList<>();
        try (KeyValueIterator<Bytes, CountedLabel> labelled =
                labels.prefixScan(labelsOfImage, Serdes.Bytes().serializer())) {
            labelled.forEachRemaining(found::add);
        }
        found.removeIf(label -> !remembered(label.value, clock));
        return found;
    }
}
