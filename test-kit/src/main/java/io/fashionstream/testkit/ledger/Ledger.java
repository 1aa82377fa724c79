package io.fashionstream.testkit.ledger;

import static io.fashionstream.check.Check.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images that were published, by event id, each of which is owed exactly one answer. Safe for use by several threads.
 *
 * <p>It knows nothing of the processor: publications come from the producer, answers from a reader of committed records.
 */
public final class Ledger {
    private static final int EXAMPLES = 10;

    private final Map<String, Publication> publications = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<SourcePosition, String> eventIds = new HashMap<>();
    private int repetitions;

    /** Enters an image before it is sent. */
    public synchronized void published(Publication publication) {
        Publication before = publications.put(publication.eventId(), publication);
        require(before == null, "event id %s was published before", publication.eventId());
        numbers.put(publication.eventId(), numbers.size());
    }

    /** Notes that an image is sent once more under its event id: it is still owed one answer, and no second one. */
    public synchronized void publishedAgain(String eventId) {
        require(publications.containsKey(eventId), "event id %s was never published", eventId);
        repetitions++;
    }

    /** Notes where the broker put an image: a rejection of an event without a readable id names only that. */
    public synchronized void stored(String eventId, SourcePosition position) {
        eventIds.put(position, eventId);
    }

    public synchronized int images() {
        return publications.size();
    }

    /** How often events were sent once more. */
    public synchronized int repetitions() {
        return repetitions;
    }

    /** How many images were published before this one; -1 if the ledger does not have it. */
    public synchronized int numberOf(String eventId) {
        return numbers.getOrDefault(eventId, -1);
    }

    /** The publication that {@code answer} is about, or null if the ledger does not have it. */
    public synchronized @Nullable Publication of(Answer answer) {
        if (answer instanceof Answer.Labelled labelled) {
            return publications.get(labelled.label().imageEventId());
        }
        Answer.Rejected rejected = (Answer.Rejected) answer;
        String byPosition = eventIds.get(rejected.position());
        String eventId = byPosition == null ? rejected.rejection().imageEventId() : byPosition;
        return eventId == null ? null : publications.get(eventId);
    }

    /** Counts how many of the publications so far have one answer among {@code answers}, several, or none. */
    public synchronized Balance balance(List<Answer> answers) {
        Map<String, Tally> tallies = new HashMap<>();
        int foreign = 0;
        for (Answer answer : answers) {
            Publication publication = of(answer);
            if (publication == null) {
                foreign++;
            } else {
                tallies.computeIfAbsent(publication.eventId(), id -> new Tally())
                        .add(answer);
            }
        }
        return close(tallies, foreign);
    }

    private Balance close(Map<String, Tally> tallies, int foreign) {
        int labelled = 0;
        int rejected = 0;
        int doubled = 0;
        List<String> examples = new ArrayList<>();
        for (String eventId : publications.keySet()) {
            Tally tally = tallies.getOrDefault(eventId, Tally.NONE);
            labelled += tally.labels > 0 ? 1 : 0;
            rejected += tally.labels == 0 && tally.rejections > 0 ? 1 : 0;
            int answers = tally.labels + tally.rejections;
            doubled += Math.max(0, answers - 1);
            if (answers != 1 && examples.size() < EXAMPLES) {
                examples.add(eventId + (answers == 0 ? " lost" : " answered " + answers + " times"));
            }
        }
        int images = publications.size();
        return new Balance(images, labelled, rejected, images - labelled - rejected, doubled, foreign, examples);
    }

    private static final class Tally {
        static final Tally NONE = new Tally();

        int labels;
        int rejections;

        void add(Answer answer) {
            if (answer instanceof Answer.Labelled) {
                labels++;
            } else {
                rejections++;
            }
        }
    }
}
