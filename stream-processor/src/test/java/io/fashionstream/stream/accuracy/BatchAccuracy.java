package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plain batch computation that the stream is held to: reads all events of one partition at once, and judges each
 * label by looking at all statements about its image. No buckets, no corrections, nothing forgotten.
 */
final class BatchAccuracy {
    /** A label that counts, and its truth as far as it is known. */
    record Outcome(String topic, ImageLabel label, @Nullable Category truth) {}

    private record Said(String product, long time, GroundTruth truth) {}

    private record Kept(String topic, String product, ImageLabel label) {}

    private final long retention;
    private final boolean declaredFirst;
    private final List<Kept> labels = new ArrayList<>();
    private final List<Said> statements = new ArrayList<>();
    private final Set<List<String>> rejected = new HashSet<>();
    private final Map<List<String>, Long> identities = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private long clock;
    long duplicates;
    long lateLabels;
    long lateTruths;
    long unreadable;

    /**
     * @param events of one partition; when any of them is later than the retention, in the order of processing, else in
     *     any order that keeps each topic's own
     */
    BatchAccuracy(List<RawEvent> events, AccuracySettings settings) {
        this.retention = settings.retention().toMillis();
        this.declaredFirst = settings.precedence() == TruthPrecedence.DECLARED;
        events.forEach(this::read);
    }

    private void read(RawEvent event) {
        if (event.payload() instanceof ImageLabel label) {
            readLabel(event, label);
        } else if (event.payload() instanceof GroundTruth truth) {
            clock = Math.max(clock, event.timestamp());
            long time = Math.min(truth.time().toEpochMilli(), event.timestamp());
            if (time < clock - retention) {
                lateTruths++;
            } else {
                statements.add(new Said(event.key(), time, truth));
            }
        } else if (event.payload() instanceof RejectedImage rejection) {
            clock = Math.max(clock, rejection.rejectedTime().toEpochMilli());
            rejected.add(List.of(event.key(), String.valueOf(rejection.imageId())));
        } else {
            unreadable++;
        }
    }

    private void readLabel(RawEvent event, ImageLabel label) {
        long time = label.classifiedTime().toEpochMilli();
        clock = Math.max(clock, time);
        List<String> identity =
                List.of(event.topic(), event.key(), label.imageId(), label.imageEventId(), label.modelId());
        Long first = identities.get(identity);
        if (time < clock - retention) {
            lateLabels++;
        } else if (first != null && first >= clock - 2 * retention) {
            duplicates++;
        } else {
            identities.put(identity, time);
            labels.add(new Kept(event.topic(), event.key(), label));
        }
    }

    List<Outcome> outcomes() {
        if (outcomes.size() < labels.size()) {
            labels.forEach(kept -> outcomes.add(new Outcome(kept.topic, kept.label, truth(kept))));
        }
        return outcomes;
    }

    private @Nullable Category truth(Kept kept) {
        Category declared = kept.label.declaredCategory();
        Category said = said(kept);
        if (declaredFirst) {
            return declared == null ? said : declared;
        }
        return said == null ? declared : said;
    }

    /** The latest statement within the retention of the label; of several at one time, the last in the topic. */
    private @Nullable Category said(Kept kept) {
        Said latest = null;
        for (Said said : statements) {
            boolean applies = said.product.equals(kept.product)
                    && said.truth.imageId().equals(kept.label.imageId())
                    && Math.abs(said.time - kept.label.classifiedTime().toEpochMilli()) <= retention;
            if (applies && (latest == null || said.time >= latest.time)) {
                latest = said;
            }
        }
        return latest == null ? null : latest.truth.category();
    }

    long truths() {
        return statements.size();
    }

    long labels() {
        return labels.size();
    }

    /** Images with a statement and no label, that were rejected or not. */
    long imagesWithoutLabel(boolean wereRejected) {
        Set<List<String>> images = new HashSet<>();
        statements.forEach(said -> images.add(List.of(said.product, said.truth.imageId())));
        labels.forEach(kept -> images.remove(List.of(kept.product, kept.label.imageId())));
        return images.stream()
                .filter(image -> rejected.contains(image) == wereRejected)
                .count();
    }

    static String topicOf(ModelAlias alias) {
        return alias == ModelAlias.CHAMPION ? Topics.DEFAULT.imageLabels() : Topics.DEFAULT.challengerLabels();
    }
}
