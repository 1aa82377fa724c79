package io.fashionstream.stream.ops;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the stream threads do with images. Safe for use by several threads; cheap enough for every image. */
public final class ServingMetrics {
    private final MeterRegistry registry;
    private final Map<Category, Counter> labels = new ConcurrentHashMap<>();
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
        this.registry = registry;
        for (RejectionReason reason : RejectionReason.values()) {
            rejections.put(
                    reason,
                    Counter.builder("fashion.stream.rejections")
                            .description("images that got a rejection, by reason")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        uncertain = counter(registry, "labels.uncertain", "labels of a confidence under the model's threshold");
        outOfDistribution = counter(registry, "labels.out.of.distribution", "labels of images unlike those learned");
        challenged = counter(registry, "labels.challenger", "labels that the challenger gave in the shadow");
        duplicates = counter(registry, "duplicates", "deliveries of events that were answered before, and not again");
        removals = counter(registry, "removals", "records without a value: products taken out of the catalogue");
        batches = new BatchImages(registry);
        latency = new LabelLatency(registry);
        rate = new RecentRate(this::answers, System::nanoTime);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("fashion.stream." + name)
                .description(description)
                .register(registry);
    }

    /** A batch of {@code images} was classified. */
    public void batch(int images) {
        batches.record(images);
    }

    /** A label is on its way to {@code image-labels}. */
    public void labelled(ImageLabel label) {
        Counter counter = labels.get(label.category());
        if (counter == null) {
            label.classes().forEach(this::counter);
            counter = counter(label.category());
        }
        counter.increment();
        latency.record(label.imageTime(), label.classifiedTime());
        if (label.uncertain()) {
            uncertain.increment();
        }
        if (label.outOfDistribution()) {
            outOfDistribution.increment();
        }
    }

    /** All classes of a model are counted from its first label on, so that what never comes is seen as 0. */
    private Counter counter(Category category) {
        return labels.computeIfAbsent(
                category,
                any -> Counter.builder("fashion.stream.labels")
                        .description("images that got a label, by category")
                        .tag("category", category.code())
                        .register(registry));
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
        Map<Category, Long> labelled = counts(labels);
        Map<RejectionReason, Long> rejected = counts(rejections);
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

    private static <K extends Comparable<K>> Map<K, Long> counts(Map<K, Counter> counters) {
        Map<K, Long> counts = new TreeMap<>();
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
