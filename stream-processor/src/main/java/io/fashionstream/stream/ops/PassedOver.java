package io.fashionstream.stream.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that were ignored on purpose, wholly or in part: counted by kind, and the last ones by name, so that an
 * operator can find the very record. Safe for use by several threads.
 */
public final class PassedOver {
    private static final Logger log = LoggerFactory.getLogger(PassedOver.class);
    private static final int KEPT = 10;

    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);

    /** What was ignored. */
    public enum Kind {
        /** An event that had been answered before, and was not answered again. */
        DUPLICATE,
        /** The declared category of an image that was labelled: it is none of the model's classes. */
        UNKNOWN_DECLARED_CATEGORY,
        /** A truth whose category is none of the classes of a model that labelled its image. */
        UNKNOWN_TRUE_CATEGORY,
        /** An event on an input of the accuracy figures that is not readable. */
        UNREADABLE
    }

    /**
     * One such event.
     *
     * @param position {@code topic/partition/offset}
     * @param detail what was expected and what was found; null where the kind says it all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            String position,
            @Nullable String productId,
            @Nullable String eventId,
            @Nullable String detail) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(position);
            if (eventId != null) {
                text.append(" (event ")
                        .append(eventId)
                        .append(" of product ")
                        .append(productId)
                        .append(')');
            }
            return detail == null
                    ? text.toString()
                    : text.append(": ").append(detail).toString();
        }
    }

    /**
     * All of one kind in this process.
     *
     * @param latest the last ones, newest first
     */
    public record Seen(Kind kind, long count, List<Event> latest) {
        public Seen {
            latest = List.copyOf(latest);
        }
    }

    private static final class Tally {
        private final Counter counter;
        private final Deque<Event> latest = new ArrayDeque<>(KEPT);
        private long notYetLogged;

        Tally(Counter counter) {
            this.counter = counter;
        }
    }

    public PassedOver(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            tallies.put(
                    kind,
                    new Tally(Counter.builder("fashion.stream.passed.over")
                            .description("events of which something had no effect, by what it is")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(registry)));
        }
    }

    public synchronized void add(Kind kind, Event event) {
        Tally tally = tally(kind);
        tally.counter.increment();
        tally.notYetLogged++;
        if (tally.latest.size() == KEPT) {
            tally.latest.removeLast();
        }
        tally.latest.addFirst(event);
    }

    /** Writes one line for each kind that occurred since the last call, with the last events of it. */
    public synchronized void log() {
        tallies.forEach((kind, tally) -> {
            if (tally.notYetLogged > 0) {
                List<String> latest = tally.latest.stream()
                        .limit(Math.min(tally.notYetLogged, KEPT))
                        .map(Event::toString)
                        .toList();
                log.warn("Passed over: kind={} events={}; the latest: {}", kind, tally.notYetLogged, latest);
                tally.notYetLogged = 0;
            }
        });
    }

    /** The kinds that occurred. */
    public synchronized List<Seen> seen() {
        List<Seen> seen = new ArrayList<>();
        tallies.forEach((kind, tally) -> {
            if (!tally.latest.isEmpty()) {
                seen.add(new Seen(kind, (long) tally.counter.count(), List.copyOf(tally.latest)));
            }
        });
        return seen;
    }

    private Tally tally(Kind kind) {
        return Objects.requireNonNull(tallies.get(kind), kind.name());
    }
}
