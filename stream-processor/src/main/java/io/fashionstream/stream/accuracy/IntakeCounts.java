package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelHealth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

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
        UNREADABLE
    }

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
                get(Kind.UNREADABLE));
    }

    void write(DataOutput out) throws IOException {
        for (Kind kind : Kind.values()) {
            out.writeLong(get(kind));
        }
    }

    static IntakeCounts read(DataInput in) throws IOException {
        IntakeCounts counts = new IntakeCounts();
        for (Kind kind : Kind.values()) {
            counts.add(kind, in.readLong());
        }
        return counts;
    }

    @Override
    public String toString() {
        return "IntakeCounts" + counts;
    }
}
