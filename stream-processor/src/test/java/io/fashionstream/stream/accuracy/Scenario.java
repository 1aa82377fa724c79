package io.fashionstream.stream.accuracy;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random history of images, labels of three models, truths and rejections over several partitions: truths come early
 * and late, doubled, corrected, withdrawn and out of order; labels come doubled; one partition falls silent half-way.
 */
final class Scenario {
    static final String FIRST_CHAMPION = "a".repeat(64);
    static final String SECOND_CHAMPION = "b".repeat(64);
    static final String CHALLENGER = "c".repeat(64);

    private static final Topics TOPICS = Topics.DEFAULT;
    private static final int IMAGES = 90;

    private final Random random;
    private final long start;
    private final long lengthMillis;
    private final int partitions;
    private final long mostDelay;
    private final List<Place> places = new ArrayList<>();
    private final List<RawEvent> events = new ArrayList<>();

    private record Place(int partition, String product, String image) {}

    /**
     * @param mostDelay longest time between an event and its arrival in the topic
     */
    Scenario(long seed, Instant start, long lengthMillis, int partitions, long mostDelay) {
        this.random = new Random(seed);
        this.start = start.toEpochMilli();
        this.lengthMillis = lengthMillis;
        this.partitions = partitions;
        this.mostDelay = mostDelay;
        for (int image = 0; image < IMAGES; image++) {
            image(image);
        }
    }

    /** All events, by partition and topic, each list in the order of its offsets. */
    List<Map<String, List<RawEvent>>> topics() {
        List<Map<String, List<RawEvent>>> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new HashMap<>());
        }
        events.sort(Comparator.comparing(RawEvent::appended));
        for (RawEvent event : events) {
            List<RawEvent> topic = all.get(event.partition()).computeIfAbsent(event.topic(), any -> new ArrayList<>());
            // Transactions leave gaps between offsets.
            topic.add(event.at(topic.size() * 2L));
        }
        return all;
    }

    private void image(int number) {
        long published = start + random.nextLong(lengthMillis);
        Place place = place(number, published);
        Category truth = Classes.FASHION_MNIST.category(random.nextInt(10));
        int fate = random.nextInt(10);
        if (fate == 0) {
            rejection(place, published);
        } else if (fate > 1) {
            labels(place, number, published, truth);
        }
        truths(place, published, truth);
    }

    /** A new image, or one that was published before. */
    private Place place(int number, long published) {
        if (!places.isEmpty() && random.nextInt(10) == 0) {
            return places.get(random.nextInt(places.size()));
        }
        int partition = partition(published);
        Place place = new Place(partition, "product-" + partition + "-" + random.nextInt(20), "image-" + number);
        places.add(place);
        return place;
    }

    private int partition(long published) {
        int partition = random.nextInt(partitions);
        boolean silent = partition == 0 && published > start + lengthMillis / 2;
        return silent && partitions > 1 ? 1 : partition;
    }

    private void labels(Place place, int number, long published, Category truth) {
        Category declared = random.nextBoolean() ? mostly(truth) : null;
        long classified = published + random.nextInt(500);
        String champion = published < start + lengthMillis / 2 ? FIRST_CHAMPION : SECOND_CHAMPION;
        labels(TOPICS.imageLabels(), place, number, champion, classified, truth, declared);
        if (random.nextBoolean()) {
            labels(TOPICS.challengerLabels(), place, number, CHALLENGER, classified + 30, truth, declared);
        }
    }

    private void labels(
            String topic,
            Place place,
            int number,
            String model,
            long classified,
            Category truth,
            @Nullable Category declared) {
        long time = classified;
        do {
            ImageLabel label = label(place, "event-" + number, mostly(truth), model, time, declared);
            add(topic, place, time - 20, arrival(time), label);
            time = random.nextBoolean() ? classified : classified + random.nextInt(2_000);
        } while (random.nextInt(8) == 0);
    }

    private ImageLabel label(
            Place place, String event, Category predicted, String model, long classified, @Nullable Category declared) {
        double confidence = (random.nextInt(800_000) + 200_000) / 1e6;
        Map<Category, Double> probabilities = new LinkedHashMap<>();
        Classes.FASHION_MNIST
                .categories()
                .forEach(each -> probabilities.put(each, each.equals(predicted) ? confidence : (1 - confidence) / 9));
        return new ImageLabel(
                new ImageLabel.Image(
                        place.product, place.image, event, Instant.ofEpochMilli(classified - 20), declared),
                new ImageLabel.Verdict(
                        predicted, confidence, probabilities, random.nextInt(5) == 0, random.nextInt(20) == 0, bins()),
                new ImageLabel.Computation(
                        model,
                        Instant.ofEpochMilli(classified),
                        random.nextInt(6) == 0 ? null : 1 + random.nextInt(90),
                        null));
    }

    private @Nullable InputBins bins() {
        return random.nextInt(4) == 0
                ? null
                : new InputBins(random.nextInt(10), random.nextInt(10), random.nextInt(10), random.nextInt(10));
    }

    private void truths(Place place, long published, Category truth) {
        for (int left = random.nextInt(4); left > 0; left--) {
            long said = Math.max(start, published - 3_000 + random.nextInt(15_000));
            Category category = random.nextInt(5) == 0 ? null : mostly(truth);
            GroundTruth statement = new GroundTruth(place.image, category, "people", Instant.ofEpochMilli(said));
            // Now and then a clock that is ahead: the record is older than the statement in it.
            long arrival = random.nextInt(6) == 0 ? Math.max(start, said - random.nextInt(4_000)) : arrival(said);
            add(TOPICS.groundTruth(), place, arrival, arrival, statement);
            if (random.nextInt(8) == 0) {
                long again = arrival(said);
                add(TOPICS.groundTruth(), place, again, again, statement);
            }
            if (random.nextInt(40) == 0) {
                add(TOPICS.groundTruth(), place, arrival, arrival, "unreadable");
            }
        }
    }

    private void rejection(Place place, long published) {
        RejectedImage rejection = new RejectedImage(
                RejectionReason.TRUNCATED,
                "too short",
                place.image,
                "event",
                null,
                TOPICS.productImages(),
                place.partition,
                0,
                Instant.ofEpochMilli(published));
        add(TOPICS.rejectedImages(), place, published, arrival(published), rejection);
    }

    private void add(String topic, Place place, long timestamp, long appended, Object payload) {
        events.add(new RawEvent(topic, place.partition, 0, place.product, timestamp, appended, payload));
    }

    private long arrival(long time) {
        return time + (random.nextInt(4) == 0 ? random.nextLong(mostDelay) : random.nextInt(50));
    }

    private Category mostly(Category truth) {
        return random.nextInt(4) == 0 ? Classes.FASHION_MNIST.category(random.nextInt(10)) : truth;
    }
}
