package io.fashionstream.stream.ops;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts what the stream threads do with images. Safe for use by several threads; cheap enough for every image. */
public final class ServingMetrics {
    private final Map<Category, Counter> labels = new EnumMap<>(Category.class);
    private final Map<RejectionReason, Counter> rejections = new EnumMap<>(RejectionReason.class);
    private final Counter uncertain;
    private final Counter outOfDistribution;
    private final Counter challenged;
    private final Counter duplicates;
    private final Counter removals;
    private final BatchImages batches;
    private final LabelLatency latency;
    private final RecentRate rate;

    public ServingMetrics(MeterRegistry registry) {
        for (Category category : Category.ALL) {
            labels.put(category, registry.counter("fashion.stream.labels", "category", category.name()));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            rejections.put(reason, registry.counter("fashion.stream.rejections", "reason", reason.name()));
        }
        uncertain = registry.counter("fashion.stream.labels.uncertain");
        outOfDistribution = registry.counter("fashion.stream.labels.out.of.distribution");
        challenged = registry.counter("fashion.stream.labels.challenger");
        duplicates = Counter.builder("fashion.stream.duplicates")
                .description("deliveries of events that were answered before, and not again")
                .register(registry);
        removals = Counter.builder("fashion.stream.removals")
                .description("records without a value: products taken out of the catalogue")
                .register(registry);
        batches = new BatchImages(registry);
        latency = new LabelLatency(registry);
        rate = new RecentRate(this::answers, System::nanoTime);
    }

    /** A batch of {@code images} was classified. */
    public void batch(int images) {
        batches.record(images);
    }

    /** A label is on its way to {@code image-labels}. */
    public void labelled(ImageLabel label) {
        Objects.requireNonNull(labels.get(label.category())).increment();
        latency.record(label.imageTime(), label.classifiedTime());
        if (label.uncertain()) {
            uncertain.increment();
        }
        if (label.outOfDistribution()) {
            outOfDistribution.increment();
        }
    }

    /** A label of the challenger is on its way to {@code challenger-labels}. */
    public void challenged() {
        challenged.increment();
    }

    /** A rejection is on its way to {@code rejected-images}. */
    public void rejected(RejectionReason reason) {
        Objects.requireNonNull(rejections.get(reason)).increment();
    }

    /** An event came that was answered before. */
    public void duplicate() {
        duplicates.increment();
    }

    /** A product was taken out of the catalogue. */
    public void removal() {
        removals.increment();
    }

    private double answers() {
        double answers = 0;
        for (Counter counter : labels.values()) {
            answers += counter.count();
        }
        for (Counter counter : rejections.values()) {
            answers += counter.count();
        }
        return answers;
    }

    /** What happened so far in this process. */
    public ServingFigures figures() {
        Map<Category, Long> labelled = counts(Category.class, labels);
        Map<RejectionReason, Long> rejected = counts(RejectionReason.class, rejections);
        return new ServingFigures(
                sum(labelled),
                sum(rejected),
                (long) duplicates.count(),
                (long) removals.count(),
                (long) uncertain.count(),
                (long) outOfDistribution.count(),
                rate.perSecond(),
                labelled,
                rejected,
                batches.figures(),
                latency.figures());
    }

    private static <K extends Enum<K>> Map<K, Long> counts(Class<K> keys, Map<K, Counter> counters) {
        Map<K, Long> counts = new EnumMap<>(keys);
        counters.forEach((key, counter) -> {
            if (counter.count() > 0) {
                counts.put(key, (long) counter.count());
            }
        });
        return counts;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
