package io.fashionstream.stream.review;

import static io.fashionstream.check.Check.require;

import io.fashionstream.connection.RecordFetch;
import io.fashionstream.event.Category;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.replay.Replay;
import io.fashionstream.stream.replay.ReplayFailed;
import io.fashionstream.stream.replay.ReplayOutcome;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What reviewers can do. Thread-safe. */
final class ReviewActions {
    private static final int LONGEST_NAME = 100;

    private final ReviewDesk desk;
    private final TruthDesk truths;
    private final RecordFetch records;
    private final Supplier<Replay> replays;
    private final BooleanSupplier answered;
    private final Clock clock;
    private final String reviewer;

    /**
     * What the page asks for.
     *
     * @param item id of the answer that it is about
     * @param category what the image shows; only of a truth
     * @param seen place of the statement that the reviewer saw as the newest; null if none
     */
    record Request(
            @Nullable String item,
            @Nullable Category category,
            @Nullable String reviewer,
            @Nullable String seen) {}

    /**
     * What a list is answered with.
     *
     * @param answered whether the broker answers
     * @param nowMillis the server's clock
     * @param reviewer the name to begin with
     */
    record Page(boolean answered, long nowMillis, String reviewer, ReviewDesk.Shown shown) {}

    /** The answer to something that was done: what it was about, as it stands now. */
    record Done(ShownItem item) {}

    /** @param reviewer the name that the page suggests */
    ReviewActions(
            ReviewDesk desk,
            TruthDesk truths,
            RecordFetch records,
            Supplier<Replay> replays,
            BooleanSupplier answered,
            Clock clock,
            String reviewer) {
        this.desk = desk;
        this.truths = truths;
        this.records = records;
        this.replays = replays;
        this.answered = answered;
        this.clock = clock;
        this.reviewer = reviewer;
    }

    Page page(ReviewDesk.Shown shown) {
        return new Page(answered(), now(), reviewer, shown);
    }

    long now() {
        return clock.millis();
    }

    boolean answered() {
        return answered.getAsBoolean();
    }

    /** Says what an image shows. */
    HttpAnswer say(Request request) {
        ReviewItem item = item(request);
        Category category = request.category();
        if (category == null || !desk.isClass(item, category)) {
            throw new IllegalArgumentException("expected a class of the model, got " + category);
        }
        return done(item, truths.say(wish(item, request, category, false)));
    }

    /** Takes back what was said last on a review page: what was said before counts again. */
    HttpAnswer undo(Request request) {
        ReviewItem item = item(request);
        return done(item, truths.say(wish(item, request, null, true)));
    }

    private HttpAnswer done(ReviewItem item, TruthDesk.Outcome outcome) {
        ShownItem now = desk.shown(item);
        return switch (outcome) {
            case WRITTEN -> ReviewJson.answer(200, new Done(now));
            case OUTDATED -> ReviewJson.problem(409, "something else was said meanwhile, so nothing was written", now);
            case NOT_UNDOABLE -> ReviewJson.problem(409, "there is nothing here that can be undone", now);
        };
    }

    private static TruthDesk.Wish wish(ReviewItem item, Request request, @Nullable Category category, boolean undo) {
        String name = request.reviewer() == null ? "" : request.reviewer().strip();
        require(
                !name.isEmpty() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl),
                "expected a reviewer's name of 1 to %d characters, got \"%s\"",
                LONGEST_NAME,
                name);
        ImageName image = item.image()
                .orElseThrow(() -> new IllegalArgumentException("the rejected event does not name its image"));
        return new TruthDesk.Wish(image, category, name, request.seen(), undo);
    }

    /** Sends a rejected image again, unless it was. */
    HttpAnswer replay(Request request) {
        ReviewItem item = item(request);
        require(item.rejection() != null, "expected a rejection, got a label");
        RecordPlace place = item.place();
        Optional<ConsumerRecord<byte[], byte[]>> stored =
                records.fetch(place.topic(), place.partition(), place.offset());
        if (stored.isEmpty()) {
            return ReviewJson.problem(409, "the rejection is not there any more", desk.shown(item));
        }
        try {
            ReplayOutcome outcome = replays.get().sendOne(stored.get());
            return outcome.fate() == ReplayOutcome.Fate.SENT
                    ? ReviewJson.answer(200, new Done(desk.shown(item)))
                    : ReviewJson.problem(409, outcome.toString(), desk.shown(item));
        } catch (ReplayFailed e) {
            return HttpAnswer.problem(503, String.valueOf(e.getMessage()));
        }
    }

    private ReviewItem item(Request request) {
        String id = request.item();
        return desk.item(id == null ? "" : id)
                .orElseThrow(() -> new IllegalArgumentException("there is no answer " + id + " among the newest"));
    }
}
