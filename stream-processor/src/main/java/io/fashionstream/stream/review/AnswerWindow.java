package io.fashionstream.stream.review;

import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The newest answers, where their images stand, and which rejections were sent again: all in memory, and bounded by number
 * and age. Thread-safe.
 */
final class AnswerWindow {
    private static final Comparator<ReviewItem> BY_TIME =
            Comparator.comparing(ReviewItem::time).thenComparing(ReviewItem::id);

    private final int capacity;
    private final Duration age;
    private final Clock clock;
    private final Map<String, ReviewItem> byId = new HashMap<>();
    private final TreeSet<ReviewItem> byTime = new TreeSet<>(BY_TIME);
    private final Map<EventName, RecordPlace> images = new LinkedHashMap<>();
    private final Map<EventName, ReviewItem> labels = new HashMap<>();
    private final Set<String> replayed = new HashSet<>();
    private long changes;

    /** What a label names of the event that it answers. */
    private record EventName(String productId, String eventId) {}

    /**
     * @param capacity how many answers are kept, and as many images
     * @param age how long each of them is kept
     */
    AnswerWindow(int capacity, Duration age, Clock clock) {
        this.capacity = capacity;
        this.age = age;
        this.clock = clock;
    }

    synchronized void add(ReviewItem item) {
        if (byId.put(item.id(), item) != null) {
            return;
        }
        byTime.add(item);
        if (item.label() != null) {
            labels.put(new EventName(item.productId(), item.label().imageEventId()), item);
        }
        Instant oldest = clock.instant().minus(age);
        while (byTime.size() > capacity || byTime.first().time().isBefore(oldest)) {
            forget(byTime.first());
            if (byTime.isEmpty()) {
                break;
            }
        }
        changes++;
    }

    private void forget(ReviewItem item) {
        byTime.remove(item);
        byId.remove(item.id());
        if (item.label() != null) {
            labels.remove(new EventName(item.productId(), item.label().imageEventId()), item);
        }
        String position = item.rejectedPosition();
        if (position != null) {
            replayed.remove(position);
        }
    }

    /** Notes where an image stands; of one that was sent twice, the later place. */
    void addImage(RecordPlace place, SourceRecord stored) {
        if (ProductImageReader.read(stored) instanceof ReadImage.Readable readable) {
            addImage(
                    new EventName(readable.image().productId(), readable.image().eventId()), place);
        }
    }

    private synchronized void addImage(EventName event, RecordPlace place) {
        images.remove(event);
        images.put(event, place);
        if (images.size() > capacity) {
            images.remove(images.keySet().iterator().next());
        }
    }

    /** Notes that the record at {@code position} was sent again. */
    synchronized void addReplayed(String position) {
        if (replayed.add(position)) {
            changes++;
        }
    }

    synchronized Optional<ReviewItem> item(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Where the record with the image's bytes stands; empty if it is not among the newest. */
    synchronized Optional<RecordPlace> picture(ReviewItem item) {
        if (item.rejection() != null) {
            return Optional.of(item.place());
        }
        String eventId = item.eventId();
        return eventId == null
                ? Optional.empty()
                : Optional.ofNullable(images.get(new EventName(item.productId(), eventId)));
    }

    synchronized boolean wasReplayed(ReviewItem item) {
        return item.again() || replayed.contains(String.valueOf(item.rejectedPosition()));
    }

    /** The label that a rejected image got after it was sent again, if it did. */
    synchronized Optional<ReviewItem> laterLabel(ReviewItem rejected) {
        RejectedImage rejection = rejected.rejection();
        String eventId = rejected.eventId();
        return rejection == null || eventId == null
                ? Optional.empty()
                : Optional.ofNullable(labels.get(new EventName(rejected.productId(), eventId)));
    }

    /** All answers, newest first. */
    synchronized List<ReviewItem> newestFirst() {
        return new ArrayList<>(byTime.descendingSet());
    }

    /** Grows with each answer and each rejection that is sent again. */
    synchronized long changes() {
        return changes;
    }
}
