package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelHealth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Counts of what became of the events that were read; they add up like {@link OutcomeCounts}. Confined to one thread. */
final class IntakeCounts {
    /** One count of {@link ModelHealth.Intake}. */
    enum Kind {
        LABELS,
        DUPLICATE_LABELS,
        LATE_LABELS,
        TRUTHS,
        LATE_TRUTHS,
        IMAGES_UNKNOWN,
        IMAGES_REJECTED,
        UNREADABLE,
        UNKNOWN_CATEGORIES
    }

    /** The kinds that the first release counted; what came later is stored behind everything else. */
    private static final Set<Kind> FIRST = EnumSet.complementOf(EnumSet.of(Kind.UNKNOWN_CATEGORIES));

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    void add(Kind kind, long times) {
        counts.merge(kind, times, Long::sum);
    }

    void add(IntakeCounts other) {
        other.counts.forEach(this::add);
    }

    long get(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    ModelHealth.Intake toEvent() {
        return new ModelHealth.Intake(
                get(Kind.LABELS),
                get(Kind.DUPLICATE_LABELS),
                get(Kind.LATE_LABELS),
                get(Kind.TRUTHS),
                get(Kind.LATE_TRUTHS),
                get(Kind.IMAGES_UNKNOWN),
                get(Kind.IMAGES_REJECTED),
                get(Kind.UNREADABLE),
                get(Kind.UNKNOWN_CATEGORIES));
    }

    void write(DataOutput out) throws IOException {
        for (Kind kind : FIRST) {
            out.writeLong(get(kind));
        }
    }

    /** Writes what {@link #readLater} reads, at the end of a value, where earlier releases do not look. */
    void writeLater(DataOutput out) throws IOException {
        out.writeLong(get(Kind.UNKNOWN_CATEGORIES));
    }

    static IntakeCounts read(DataInput in) throws IOException {
        IntakeCounts counts = new IntakeCounts();
        for (Kind kind : FIRST) {
            counts.add(kind, in.readLong());
        }
        return counts;
    }

    /** Reads the rest of a value; an earlier release wrote none. */
    void readLater(StateBytes.Input in) throws IOException {
        if (in.available() > 0) {
            add(Kind.UNKNOWN_CATEGORIES, in.readLong());
        }
    }

    @Override
    public String toString() {
        return "IntakeCounts" + counts;
    }
}
